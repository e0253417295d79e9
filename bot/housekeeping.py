"""What is tidied up without anybody asking? People who have been silent for twelve months."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot import people
from listings.database import Database

SILENCE = timedelta(days=365)
EVERY = 6 * 3600.0
log = structlog.get_logger()


async def housekeeping(database: Database, now: Callable[[], datetime]) -> None:
    """Runs until it is cancelled."""
    while True:
        try:
            async with database.writing() as session:
                gone = await people.purge(session, (now() - SILENCE).date())
            if gone:
                log.info("silent people erased", number=gone)
        except (SQLAlchemyError, OSError) as error:
            log.warning("nobody could be erased", error=type(error).__name__)
        await asyncio.sleep(EVERY)
