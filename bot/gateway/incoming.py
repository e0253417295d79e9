"""Which update is this, and whose? As much as can be known before it is parsed."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Incoming:
    """An update as it came. `data` is a person's message, so it stays out of every repr and log."""

    update_id: int
    chat_id: int | None
    data: dict[str, Any] = field(repr=False)

    @property
    def queue(self) -> tuple[str, int]:
        """What must stay in order: a chat, or this update by itself."""
        if self.chat_id is None:
            return "update", self.update_id
        return "chat", self.chat_id

    @property
    def is_from_a_person(self) -> bool:
        """Whether somebody said or tapped something and waits for an answer."""
        return "message" in self.data or "callback_query" in self.data


def read_incoming(raw: object) -> Incoming | None:
    """An update from Telegram's JSON; None if it has no id, so that nobody could confirm it."""
    if not isinstance(raw, dict) or not _is_id(raw.get("update_id")):
        return None
    return Incoming(raw["update_id"], _chat_id(raw), raw)


def _chat_id(raw: dict[str, Any]) -> int | None:
    for part in raw.values():
        if not isinstance(part, dict):
            continue
        message = part.get("message")
        for holder in (part, message if isinstance(message, dict) else {}):
            chat = holder.get("chat")
            if isinstance(chat, dict) and _is_id(chat.get("id")):
                return int(chat["id"])
        sender = part.get("from")
        if isinstance(sender, dict) and _is_id(sender.get("id")):
            return int(sender["id"])
    return None


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
