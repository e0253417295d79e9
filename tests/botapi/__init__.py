"""The tests' own Bot API server."""

from tests.botapi.faults import Fault
from tests.botapi.heard import Heard, HeardButton
from tests.botapi.person import Person
from tests.botapi.server import TOKEN, BotApi, Call

__all__ = ["TOKEN", "BotApi", "Call", "Fault", "Heard", "HeardButton", "Person"]
