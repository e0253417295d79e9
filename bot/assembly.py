"""How is a bot put together from its settings, and taken apart again?"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.app import BotApplication, build_application
from bot.clock import utc_now
from bot.safety import Screen
from bot.sending.delivery import Delivery
from bot.sending.limits import Limits
from bot.sending.pacing import Pace
from bot.sending.transport import WaypostBot
from bot.services import Services
from bot.settings import PREFIX, Settings, SettingsError
from bot.sources import Sources
from listings.database import Database
from listings.events.holidays import bank_holidays
from listings.helplines import load_helplines
from listings.model import Place
from listings.places import Places
from nlu.client import NluClient


@dataclass(frozen=True, slots=True)
class Assembly:
    """A bot that is ready to be fed updates."""

    telegram: WaypostBot
    application: BotApplication
    services: Services


@asynccontextmanager
async def assembled(
    settings: Settings,
    bot: WaypostBot,
    database: Database,
    nlu: NluClient | None,
    *,
    now: Callable[[], datetime] = utc_now,
    limits: Limits | None = None,
) -> AsyncIterator[Assembly]:
    """The application over an upgraded database; raises SettingsError for a default place that nobody knows."""
    places = Places(database.sessions)
    sources = Sources(
        database=database,
        places=places,
        helplines=load_helplines(),
        screen=Screen.of_all_languages(),
        default_place=await _default_place(settings, places),
    )
    services = Services(
        sources=sources,
        delivery=Delivery(bot, Pace(limits or Limits())),
        nlu=nlu,
        now=now,
        zone=settings.zone,
    )
    application = build_application(bot, services)
    async with application, _warmed(now().year):
        yield Assembly(bot, application, services)


@asynccontextmanager
async def _warmed(year: int) -> AsyncIterator[None]:
    """Bank holidays take half a second the first time: it passes in a thread, while the bot begins to answer."""
    warming = asyncio.create_task(asyncio.to_thread(bank_holidays, year))
    try:
        yield
    finally:
        await warming


async def _default_place(settings: Settings, places: Places) -> Place | None:
    if settings.default_place is None:
        return None
    found = await places.find(settings.default_place)
    if not found:
        raise SettingsError(
            f"{PREFIX}DEFAULT_PLACE: no town or postcode of that name is known; use one such as Leeds or LS8."
        )
    return found[0]
