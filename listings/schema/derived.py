"""What follows from a row when it is written? The last date of a schedule, and translations left behind."""

from typing import Any

from sqlalchemy import Connection, event, inspect, update
from sqlalchemy.orm import Mapper

from listings.errors import ScheduleError
from listings.events.recurrence import last_date
from listings.events.rows import rule_of
from listings.events.validate import validate
from listings.schema.base import Base
from listings.schema.locations import Location
from listings.schema.organizations import Organization
from listings.schema.schedules import Schedule
from listings.schema.services import Service
from listings.schema.translations import TRANSLATED, Translation


def derive_last_on(schedule: Schedule) -> None:
    """Set `last_on`; an unreadable schedule gets None, and is reported where it is validated."""
    try:
        rule = rule_of(schedule)
        validate(rule)
        schedule.last_on = last_date(rule)
    except ScheduleError:
        schedule.last_on = None


@event.listens_for(Schedule, "before_insert")
@event.listens_for(Schedule, "before_update")
def _derive(mapper: Mapper[Any], connection: Connection, target: Schedule) -> None:
    derive_last_on(target)


@event.listens_for(Organization, "after_update")
@event.listens_for(Service, "after_update")
@event.listens_for(Location, "after_update")
def _outdate(mapper: Mapper[Any], connection: Connection, target: Base) -> None:
    state = inspect(target)
    entity = target.__tablename__
    changed = [field for field in TRANSLATED[entity] if state.attrs[field].history.has_changes()]
    if changed and state.identity:
        connection.execute(
            update(Translation)
            .where(
                Translation.entity == entity,
                Translation.entity_id == state.identity[0],
                Translation.field.in_(changed),
            )
            .values(state="outdated")
        )
