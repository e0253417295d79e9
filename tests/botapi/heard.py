"""What does a person see? One message of the bot's, as it stands in the chat."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class HeardButton:
    """A button under a message."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Heard:
    """A message as it was sent, or as an edit left it (`edited`)."""

    message_id: int
    at: float
    text: str = ""
    html: str = ""
    edited: bool = False
    location: tuple[float, float] | None = None
    document: tuple[str, bytes] | None = None
    raw: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def markup(self) -> dict[str, Any]:
        """The keyboard as it was sent."""
        markup: dict[str, Any] = self.raw.get("markup") or {}
        return markup

    @property
    def buttons(self) -> list[list[HeardButton]]:
        """The buttons under the message, in rows."""
        return [
            [
                HeardButton(button["text"], button.get("callback_data"), button.get("url"))
                for button in row
            ]
            for row in self.markup.get("inline_keyboard", [])
        ]

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons, in reading order."""
        return [button.label for row in self.buttons for button in row]

    @property
    def keyboard(self) -> list[dict[str, Any]]:
        """The keys of a keyboard that replaces the telephone's own, in reading order."""
        return [key for row in self.markup.get("keyboard", []) for key in row]

    @property
    def wants_reply(self) -> bool:
        """Whether it opens the answer field."""
        return bool(self.markup.get("force_reply"))

    def message(self) -> dict[str, Any]:
        """The message as Telegram gives it back to the bot."""
        kept = {key: value for key, value in self.raw.items() if key != "markup"}
        if self.buttons:
            kept["reply_markup"] = self.markup
        return kept
