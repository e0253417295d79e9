"""Are people reminded at the right instant on the two days on which the clocks change? Every quarter of an hour."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import insert, select

from bot.reminders.tables import Reminder, Subscription
from bot.tables import Person as PersonRow
from tests.listings.builders import a_listing
from tests.reminding import ZONE, Reminding

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
SLOTS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
FIRST_CHAT = 200_001
QUARTER, MINUTE = timedelta(minutes=15), timedelta(minutes=1)
# Two hours before what begins at 0:00, 0:15 and so on, where the clock says something unusual.
TWO_HOURS_BEFORE = {
    SPRING: {
        # Not on the clock: 1:00 to 1:45 are 2:00 to 2:45 by summer time.
        time(0, 45): datetime(2027, 3, 27, 22, 45, tzinfo=UTC),
        time(1, 0): datetime(2027, 3, 27, 23, 0, tzinfo=UTC),
        time(1, 45): datetime(2027, 3, 27, 23, 45, tzinfo=UTC),
        time(2, 0): datetime(2027, 3, 27, 23, 0, tzinfo=UTC),
        time(3, 0): datetime(2027, 3, 28, 0, 0, tzinfo=UTC),
    },
    AUTUMN: {
        # Twice on the clock: 1:00 to 1:45 are the first ones, by summer time.
        time(0, 45): datetime(2027, 10, 30, 21, 45, tzinfo=UTC),
        time(1, 0): datetime(2027, 10, 30, 22, 0, tzinfo=UTC),
        time(1, 45): datetime(2027, 10, 30, 22, 45, tzinfo=UTC),
        time(2, 0): datetime(2027, 10, 31, 0, 0, tzinfo=UTC),
        time(3, 0): datetime(2027, 10, 31, 1, 0, tzinfo=UTC),
    },
}
EVENING_BEFORE = {
    SPRING: datetime(2027, 3, 27, 18, 0, tzinfo=UTC),
    AUTUMN: datetime(2027, 10, 30, 17, 0, tzinfo=UTC),
}


async def one_for_each_slot(reminding: Reminding, day: date, slots: list[time]) -> dict[int, time]:
    """For each time of the day an event, and somebody who is to be reminded of it; their chats."""
    now = reminding.clock.now
    chats = dict(enumerate(slots, FIRST_CHAT))
    seen = {"created_on": now.date(), "seen_on": now.date(), "language": "en"}
    async with reminding.database.writing() as session:
        for chat, slot in chats.items():
            once = {"freq": "DAILY", "count": 1, "dtstart": day, "opens_at": slot}
            listed = await a_listing(
                session, f"At {slot}", schedule={**once, "closes_at": None}, assured_date=now.date()
            )
            await session.execute(insert(PersonRow).values(chat_id=chat, **seen))
            asked = {"schedule_id": listed.schedules[0].id, "listing_id": listed.id}
            await session.execute(
                insert(Subscription).values(chat_id=chat, since=now, plan_at=now, **asked)
            )
            reminding.whole.api.person(chat)
    return chats


async def heard_at(
    reminding: Reminding, chats: dict[int, time], until: datetime
) -> dict[time, list[datetime]]:
    """Tick a minute before, and at, every quarter of an hour: who heard something, and when."""
    heard, times = dict.fromkeys(chats, 0), defaultdict(list)
    while reminding.clock.now < until:
        for step in (QUARTER - MINUTE, MINUTE):
            reminding.clock.now += step
            await reminding.ticker.tick()
            for chat, slot in chats.items():
                new = len(reminding.whole.api.people[chat].heard) - heard[chat]
                heard[chat] += new
                times[slot] += [reminding.clock.now] * new
    return times


@pytest.mark.parametrize("day", [SPRING, AUTUMN], ids=["spring", "autumn"])
async def test_every_slot_of_a_day_on_which_clocks_change_is_reminded_of_twice_at_the_right_instants(
    reminding: Reminding, day: date
) -> None:
    # The planning is the same on both databases: all slots on one, every fifth on the other.
    slots = SLOTS if reminding.database.dialect == "sqlite" else SLOTS[::5]
    reminding.clock.now = EVENING_BEFORE[day] - timedelta(hours=2)
    chats = await one_for_each_slot(reminding, day, slots)
    midnight = datetime.combine(day + timedelta(days=1), time(), ZONE).astimezone(UTC)
    times = await heard_at(reminding, chats, midnight)
    for slot in slots:
        begins = datetime.combine(day, slot, ZONE).astimezone(UTC)
        assert times[slot] == [EVENING_BEFORE[day], begins - timedelta(hours=2)], slot
    for slot, at in TWO_HOURS_BEFORE[day].items():
        assert slot not in slots or times[slot][1] == at
    async with reminding.database.reading() as session:
        kinds = Reminder.kind.in_(("day_before", "hours_before"))
        states = await session.scalars(select(Reminder.state).where(kinds))
        assert list(states) == ["sent"] * (2 * len(slots))
