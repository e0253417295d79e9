"""What does an error of a Bot API call mean for the message? Errors in, outcomes out."""

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.sending.outcomes import Blocked, Moved, Outcome, Refused, RetryAt, Uncertain

UNREACHABLE_PAUSE = 2.0
SERVER_PAUSE = 5.0
TOKEN_PAUSE = 60.0

NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
NOBODY_THERE = ("chat not found", "peer_id_invalid", "user is deactivated", "user not found")


def outcome_of(error: TelegramError) -> Outcome:
    """The outcome that an error stands for. BadRequest is a NetworkError in PTB, so it is first."""
    match error:
        case RetryAfter():
            return RetryAt(seconds_of(error))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Blocked()
        case BadRequest():
            return _bad_request(error)
        case InvalidToken() | Conflict():
            # The token's trouble is not the message's: it stays due.
            return RetryAt(TOKEN_PAUSE)
        case NetworkError():
            return _network(error)
        case _:
            return Uncertain()


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait, whichever type PTB_TIMEDELTA gives it."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def is_unmodified(error: TelegramError) -> bool:
    """An edit that would change nothing."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def cannot_be_edited(error: TelegramError) -> bool:
    """An edit of a message that is gone, too old, or not the bot's own."""
    return isinstance(error, BadRequest) and any(
        sign in error.message.lower()
        for sign in (
            "message to edit not found",
            "message can't be edited",
            "message_id_invalid",
            "there is no text in the message to edit",
        )
    )


def _bad_request(error: BadRequest) -> Outcome:
    if any(sign in error.message.lower() for sign in NOBODY_THERE):
        return Blocked()
    return Refused(error.message)


def _network(error: NetworkError) -> Outcome:
    cause = error.__cause__
    if isinstance(cause, NEVER_SENT):
        return RetryAt(UNREACHABLE_PAUSE)
    # The Bot API itself said, in JSON, that nothing was sent. A proxy's page does not say that.
    if cause is None:
        return RetryAt(SERVER_PAUSE)
    return Uncertain()
