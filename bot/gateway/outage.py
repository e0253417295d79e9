"""Is something down, and how long until the next try? Longer each time; logged once an outage."""

import random
from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)


@dataclass
class Outage:
    """One thing that can be down, such as Telegram or the database."""

    what: str
    first: float = 0.5
    longest: float = 30.0
    tries: int = 0

    def pause(self, reason: str) -> float:
        """Note a failure; seconds to wait, with jitter so that not everybody returns at once."""
        if self.tries == 0:
            log.warning("is down, trying again", what=self.what, reason=reason)
        self.tries += 1
        full = min(self.first * 2.0 ** min(self.tries - 1, 10), self.longest)
        return full * random.uniform(0.5, 1.0)

    def over(self) -> None:
        """It works again."""
        if self.tries:
            log.info("is back", what=self.what, tries=self.tries)
            self.tries = 0
