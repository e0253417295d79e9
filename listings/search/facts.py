"""What is said of a service in many rows? Topics, audiences, languages, phones and cost, read together."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import String as Varchar
from sqlalchemy import Uuid, bindparam, cast, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from listings.model import Cost
from listings.schema.organizations import Phone
from listings.schema.services import CostOption, Language, ServiceAudience, ServiceTopic
from listings.search.rows import AnySelect

CostRow = tuple[Decimal | None, str | None]


@dataclass(frozen=True, slots=True)
class Facts:
    """Lists by the id of their owner: a service, a listing, or an organization."""

    values: dict[tuple[UUID, str], list[str]] = field(default_factory=dict)
    costs: dict[UUID, list[CostRow]] = field(default_factory=dict)

    def of(self, owner: UUID, kind: str) -> tuple[str, ...]:
        """The values of one kind, in order, each once."""
        return tuple(dict.fromkeys(self.values.get((owner, kind), ())))

    def cost(self, service_id: UUID) -> Cost | None:
        """What most people pay: of several prices the highest, so that nobody is surprised."""
        options = self.costs.get(service_id)
        if not options:
            return None
        priced = [option for option in options if option[0] is not None]
        if not priced:
            return Cost(free=False)
        amount, currency = max(priced, key=lambda option: option[0] or 0)
        if not amount:
            return Cost(free=True)
        return Cost(free=False, amount=amount, currency=currency or "GBP")


def _rows(kind: str, owner: Any, value: Any, position: Any = None) -> AnySelect:
    return select(
        literal(kind).label("kind"),
        owner.label("owner"),
        cast(value, Varchar).label("value"),
        (literal(0) if position is None else position).label("position"),
        cast(null(), CostOption.amount.type).label("amount"),
    ).where(owner.in_(_OWNERS))


_OWNERS: Final = bindparam("owners", expanding=True, type_=Uuid())
_COSTS: Final = select(
    literal("cost"),
    CostOption.service_id,
    cast(CostOption.currency, Varchar),
    literal(0),
    CostOption.amount,
).where(CostOption.service_id.in_(_OWNERS))
_FACTS: Final = union_all(
    _rows("topic", ServiceTopic.service_id, ServiceTopic.topic, ServiceTopic.position),
    _rows("audience", ServiceAudience.service_id, ServiceAudience.audience),
    _rows("language", Language.service_id, Language.code, Language.position),
    _rows("phone", Phone.service_id, Phone.number, Phone.position),
    _rows("phone", Phone.service_at_location_id, Phone.number, Phone.position),
    _rows("phone", Phone.organization_id, Phone.number, Phone.position),
    _COSTS,
)


async def read_facts(session: AsyncSession, owners: Sequence[UUID]) -> Facts:
    """Everything of these services, listings and organizations in one statement."""
    rows = await session.execute(_FACTS, {"owners": owners})
    values: defaultdict[tuple[UUID, str], list[str]] = defaultdict(list)
    costs: defaultdict[UUID, list[CostRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.position, row.value or "")):
        if row.kind == "cost":
            costs[row.owner].append((row.amount, row.value))
        elif row.value:
            values[row.owner, row.kind].append(row.value)
    return Facts(values, costs)
