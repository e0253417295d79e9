"""What may an answer draw on? Facts only: it cannot send anything."""

from dataclasses import dataclass

from bot.safety import Screen
from listings.database import Database
from listings.helplines import Helplines
from listings.model import Place
from listings.places import Places


@dataclass(frozen=True, slots=True)
class Sources:
    """The facts of one process, put together in `bot.app`."""

    database: Database
    places: Places
    helplines: Helplines
    screen: Screen
    default_place: Place | None = None
