"""How does a text read in a person's language? Its translation if there is one, else the original."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, cast
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from listings.model import Text
from listings.schema.translations import Translation

ORIGINAL_LANGUAGE: Final = "en"
_TRANSLATIONS: Final = select(
    Translation.entity_id, Translation.field, Translation.text, Translation.state
).where(
    Translation.entity_id.in_(bindparam("ids", expanding=True)),
    Translation.language == bindparam("language"),
)


@dataclass(frozen=True, slots=True)
class Texts:
    """The translations of some rows into one language."""

    translated: dict[tuple[UUID, str], Text] = field(default_factory=dict)

    def text(self, entity_id: UUID, name: str, original: str | None) -> Text | None:
        """The text of a field; None if there is no original, for then a translation has nothing to go by."""
        if not original:
            return None
        return self.translated.get((entity_id, name)) or Text(
            original, ORIGINAL_LANGUAGE, "original"
        )


async def read_texts(session: AsyncSession, language: str, ids: Iterable[UUID]) -> Texts:
    """All translations of these rows into a language, in one statement."""
    if language == ORIGINAL_LANGUAGE:
        return Texts()
    values = {"ids": list(ids), "language": language}
    rows = await session.execute(_TRANSLATIONS, values)
    return Texts(
        {(row.entity_id, row.field): Text(row.text, language, _state(row.state)) for row in rows}
    )


def _state(text: str) -> Literal["human", "machine", "outdated"]:
    known = text in ("human", "machine", "outdated")
    return cast(Literal["human", "machine", "outdated"], text if known else "machine")
