"""What has to be sent for one wish? What is on now, held against what the person was told. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reminders.due import day_before, hours_before, invitation, reminders
from bot.reminders.wishes import Kind, Leads, Message, Told, Wish
from listings.events import Timetable, occurrence_of, occurrences
from listings.model import Occurrence

HORIZON = timedelta(hours=48)
# A date is looked for so far ahead; a wish without one is looked at again after a month.
LOOK_AHEAD = timedelta(days=366)
LOOK_AGAIN = timedelta(days=30)
MOMENT = timedelta(seconds=1)
# A wish for one date outlives it by the question how it was.
AFTERWARDS = timedelta(days=2)
# How long it is of use to say that something is not on the list any more.
NEWS = timedelta(days=3)


@dataclass(slots=True)
class Plan:
    """What changes: `told` replaces, `void` names dates whose waiting messages go, `messages` are new."""

    plan_at: datetime | None
    told: list[Told] = field(default_factory=list)
    void: list[date] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    ends: bool = False


def reconcile(
    wish: Wish, timetable: Timetable, told: Mapping[date, Told], now: datetime, zone: ZoneInfo
) -> Plan:
    """The plan for a wish whose schedule is there.

    Dates come into view 48 h ahead (one chosen date at once). From then on a change to it is told: at once if it
    begins within 48 h, otherwise when the next reminder would have come.
    """
    plan = Plan(plan_at=None)
    for date_told in told.values():
        if date_told.starts_at > now:
            _look_again(
                plan, wish, occurrence_of(timetable, date_told.on_date), date_told, now, zone
            )
    for occurrence in _coming_into_view(wish, timetable, now):
        if occurrence.on_date not in told and occurrence.starts_at > now:
            _first_look(plan, wish, occurrence, now, zone)
    known = {*told, *(one.on_date for one in plan.told)}
    for before, after in _moved_later(timetable, zone) if wish.on_date is None else ():
        if before.on_date not in known and now < before.starts_at < now + HORIZON:
            _look_for_moved(plan, wish, before, after, now, zone)
    plan.plan_at = _next_look(wish, timetable, now, zone)
    plan.ends = plan.plan_at is None
    return plan


def withdrawn(wish: Wish, told: Iterable[Told], now: datetime, zone: ZoneInfo) -> Plan:
    """The plan for a wish whose listing is gone: one notice, and an end."""
    coming = sorted((t for t in told if t.starts_at > now), key=lambda one: one.starts_at)
    on_date = wish.on_date or now.astimezone(zone).date()
    starts_at = now + NEWS
    if coming:
        on_date, starts_at = coming[0].on_date, coming[0].starts_at
    notice = Message(on_date, "withdrawn", starts_at, now, now + NEWS)
    return Plan(plan_at=None, void=[one.on_date for one in coming], messages=[notice], ends=True)


def _coming_into_view(wish: Wish, timetable: Timetable, now: datetime) -> Iterator[Occurrence]:
    if wish.on_date is None:
        yield from occurrences(timetable, now, now + HORIZON)
    elif found := occurrence_of(timetable, wish.on_date):
        yield found


def _first_look(
    plan: Plan, wish: Wish, occurrence: Occurrence, now: datetime, zone: ZoneInfo
) -> None:
    told = _told(occurrence)
    plan.told.append(told)
    if told.cancelled:
        due = _next_lead_time(occurrence, wish.since, now, zone)
        plan.messages.append(_notice("cancelled", occurrence.starts_at, told, due))
    else:
        plan.messages.extend(_messages(wish, occurrence, wish.since, zone, 0))


def _look_for_moved(
    plan: Plan, wish: Wish, before: Occurrence, after: Occurrence, now: datetime, zone: ZoneInfo
) -> None:
    """A usual date that was moved to a later day: told when its reminder would have come."""
    told = _told(after)
    plan.told.append(told)
    due = _next_lead_time(before, wish.since, now, zone)
    plan.messages.append(_notice("changed", before.starts_at, told, due))
    plan.messages.extend(_messages(wish, after, wish.since, zone, 0))


def _look_again(
    plan: Plan,
    wish: Wish,
    occurrence: Occurrence | None,
    before: Told,
    now: datetime,
    zone: ZoneInfo,
) -> None:
    """Tell what is different from what was told; of a date that the person skips, only keep it."""
    after = _told(occurrence, before) if occurrence else replace(before, cancelled=True)
    if after == before:
        return
    after = replace(after, revision=before.revision + 1)
    plan.told.append(after)
    plan.void.append(before.on_date)
    if before.skipped:
        return
    kind: Kind = "cancelled" if after.cancelled else "on_again" if before.cancelled else "changed"
    if occurrence is None or min(before.starts_at, after.starts_at) - now <= HORIZON:
        plan.messages.append(_notice(kind, before.starts_at, after, now))
    elif kind != "changed" or _day(after.starts_at, zone) > _day(before.starts_at, zone):
        # Of another hour, or an earlier day, the reminder itself tells.
        usual = replace(occurrence, starts_at=before.starts_at)
        due = _next_lead_time(usual, now, now, zone)
        plan.messages.append(_notice(kind, before.starts_at, after, due))
    if occurrence and not after.cancelled:
        plan.messages.extend(_messages(wish, occurrence, now, zone, after.revision))


def _notice(kind: Kind, started_at: datetime, told: Told, due_at: datetime) -> Message:
    until = max(started_at, told.starts_at)
    return Message(told.on_date, kind, started_at, due_at, until, told.revision)


def _next_lead_time(
    occurrence: Occurrence, since: datetime, now: datetime, zone: ZoneInfo
) -> datetime:
    times = (day_before(occurrence, zone), hours_before(occurrence, zone))
    return next((max(at, now) for at in times if at > since), now)


def _messages(
    wish: Wish, occurrence: Occurrence, since: datetime, zone: ZoneInfo, revision: int
) -> Iterator[Message]:
    """What was due before it was asked for is not made up for; what fell into a stop of ours is.

    Who chose no time to be reminded at is not asked how it was either.
    """
    for message in reminders(occurrence, wish.leads, zone, revision):
        if message.due_at > since:
            yield message
    if wish.leads != Leads(False, False):
        yield invitation(occurrence, zone, revision)


def _told(occurrence: Occurrence, before: Told | None = None) -> Told:
    return Told(
        on_date=occurrence.on_date,
        starts_at=occurrence.starts_at,
        cancelled=occurrence.state == "cancelled",
        place=occurrence.where,
        skipped=before.skipped if before else False,
        revision=before.revision if before else 0,
    )


def _moved_later(timetable: Timetable, zone: ZoneInfo) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Dates moved to a later day, each with what it was."""
    usual = replace(timetable, exceptions=())
    for exception in timetable.exceptions:
        before = occurrence_of(usual, exception.on_date) if exception.kind == "moved" else None
        after = occurrence_of(timetable, exception.on_date) if before else None
        if before and after and _day(after.starts_at, zone) > _day(before.starts_at, zone):
            yield before, after


def _next_look(wish: Wish, timetable: Timetable, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When the next date comes into view; None when the one date is over, so that the wish ends.

    Changes are looked at when they happen, whatever this says.
    """
    if wish.on_date is not None:
        found = occurrence_of(timetable, wish.on_date)
        over = found.starts_at + AFTERWARDS if found else now
        return over if over > now else None
    horizon = now + HORIZON
    beyond = occurrences(timetable, horizon, now + LOOK_AHEAD)
    starts = [next((one.starts_at for one in beyond if one.starts_at >= horizon), None)]
    starts += [before.starts_at for before, _ in _moved_later(timetable, zone)]
    coming = [start for start in starts if start is not None and start >= horizon]
    return min(coming) - HORIZON + MOMENT if coming else now + LOOK_AGAIN


def _day(instant: datetime, zone: ZoneInfo) -> date:
    return instant.astimezone(zone).date()
