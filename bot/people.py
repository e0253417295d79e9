"""How is a person kept, changed and erased? One row a chat, and nothing that names anybody."""

from datetime import date

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import tables
from bot.person import Person
from listings.model import Place, Point

PLACE_COLUMNS = ("place_key", "place_name", "place_area", "latitude", "longitude")


async def find(session: AsyncSession, chat_id: int) -> Person | None:
    """The person of a chat, or None for a chat that never wrote or was forgotten."""
    row = await session.get(tables.Person, chat_id)
    return _person(row) if row else None


async def arrive(session: AsyncSession, person: Person) -> None:
    """Keep somebody who wrote for the first time."""
    session.add(
        tables.Person(
            chat_id=person.chat_id,
            language=person.language,
            partner=person.partner,
            created_on=person.created_on,
            seen_on=person.seen_on,
            draft_notice=person.told_of_draft,
            **_place_columns(person.place),
        )
    )


async def keep_language(session: AsyncSession, person: Person) -> None:
    """The language that the person chose, and whether they know that nobody checked it."""
    told = person.told_of_draft
    await _change(session, person.chat_id, language=person.language, draft_notice=told)


async def keep_place(session: AsyncSession, chat_id: int, place: Place | None) -> None:
    """Where the person is, or None when they skip the question."""
    await _change(session, chat_id, **_place_columns(place))


async def keep_partner(session: AsyncSession, chat_id: int, partner: str) -> None:
    """Which link brought the person."""
    await _change(session, chat_id, partner=partner)


async def keep_told_of_draft(session: AsyncSession, chat_id: int) -> None:
    """The person has read that nobody checked the translation."""
    await _change(session, chat_id, draft_notice=True)


async def keep_seen(session: AsyncSession, chat_id: int, day: date) -> None:
    """The person wrote on this day, and so can be written to."""
    await _change(session, chat_id, seen_on=day, active=True)


async def keep_questions(session: AsyncSession, chat_id: int, on: bool) -> None:
    """Whether the person may be asked how it was."""
    await _change(session, chat_id, questions=on)


async def keep_discreet(session: AsyncSession, chat_id: int, on: bool) -> None:
    """Whether reminders keep to themselves what they are about."""
    await _change(session, chat_id, discreet=on)


async def may_be_asked(
    session: AsyncSession, chat_id: int, today: date, week_ago: date, *, once_more: bool = False
) -> bool:
    """Note that the person is asked today, unless they were within the week or do not want to be.

    `once_more`: today's question did not leave, and may be tried again.
    """
    rested = tables.Person.asked_on.is_(None) | (tables.Person.asked_on <= week_ago)
    if once_more:
        rested |= tables.Person.asked_on == today
    noted = await session.execute(
        update(tables.Person)
        .where(tables.Person.chat_id == chat_id, tables.Person.questions, rested)
        .values(asked_on=today)
    )
    return bool(noted.rowcount)  # type: ignore[attr-defined]


async def move(session: AsyncSession, chat_id: int, new_chat_id: int) -> None:
    """Telegram gave the chat another id: all that hangs on it goes along, unless somebody is there already."""
    if await session.get(tables.Person, new_chat_id) is None:
        mine = tables.Person.chat_id == chat_id
        await session.execute(update(tables.Person).where(mine).values(chat_id=new_chat_id))
    else:
        await switch_off(session, chat_id)


async def switch_off(session: AsyncSession, chat_id: int) -> None:
    """The person blocked the bot or left Telegram: nothing is sent until they write again."""
    await _change(session, chat_id, active=False)


async def forget(session: AsyncSession, chat_id: int) -> None:
    """Erase all of a person."""
    await session.execute(delete(tables.Person).where(tables.Person.chat_id == chat_id))


async def purge(session: AsyncSession, silent_since: date) -> int:
    """Erase everybody who has been silent since before a day; how many they were."""
    gone = await session.execute(delete(tables.Person).where(tables.Person.seen_on < silent_since))
    return int(gone.rowcount)  # type: ignore[attr-defined]


async def _change(session: AsyncSession, chat_id: int, **values: object) -> None:
    await session.execute(
        update(tables.Person).where(tables.Person.chat_id == chat_id).values(**values)
    )


def _place_columns(place: Place | None) -> dict[str, object]:
    if place is None:
        return dict.fromkeys(PLACE_COLUMNS)
    values = (place.key, place.name, place.area, place.point.latitude, place.point.longitude)
    return dict(zip(PLACE_COLUMNS, values, strict=True))


def _person(row: tables.Person) -> Person:
    return Person(
        chat_id=row.chat_id,
        created_on=row.created_on,
        seen_on=row.seen_on,
        language=row.language,
        place=_place(row),
        partner=row.partner,
        active=row.active,
        discreet=row.discreet,
        asked_on=row.asked_on,
        told_of_draft=row.draft_notice,
    )


def _place(row: tables.Person) -> Place | None:
    if row.place_key is None or row.latitude is None or row.longitude is None:
        return None
    return Place(
        key=row.place_key,
        name=row.place_name or row.place_key,
        point=Point(row.latitude, row.longitude),
        kind="shared",
        area=row.place_area or "",
    )
