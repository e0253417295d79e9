"""What does the bot say? A reply as plain data: text, buttons, and what goes with them."""

from dataclasses import dataclass

MAX_DATA_BYTES = 64
MAX_LABEL_UNITS = 64


def utf16_units(text: str) -> int:
    """The length of `text` as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(1 for character in text if character > "\uffff")


@dataclass(frozen=True)
class Button:
    """One button under a message: it sends `data` back when tapped, or opens `url`.

    `data` is 1 to 64 bytes of UTF-8 (https://core.telegram.org/bots/api#inlinekeyboardbutton).
    Telegram names no limit for a label; ours is 64 UTF-16 units, more than a telephone shows.
    Raises ValueError for a button that Telegram would refuse: that is an error of the program.
    """

    label: str
    data: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not self.label.strip():
            raise ValueError("A button needs a label.")
        if utf16_units(self.label) > MAX_LABEL_UNITS:
            raise ValueError(f"A button's label is over {MAX_LABEL_UNITS} units: {self.label!r}.")
        if (self.data is None) == (self.url is None):
            raise ValueError(f"The button {self.label!r} needs either data or url.")
        if self.data is not None and not 1 <= len(self.data.encode()) <= MAX_DATA_BYTES:
            raise ValueError(f"The data of {self.label!r} is not 1 to {MAX_DATA_BYTES} bytes.")
        if self.url is not None and not self.url.startswith(("https://", "http://", "tg://")):
            raise ValueError(f"The url of {self.label!r} is no address that Telegram opens.")


@dataclass(frozen=True)
class Reply:
    """One reply. `text` is Telegram HTML, already escaped; previews of links are never shown.

    `ask_location` is the label of a keyboard button that shares the person's location;
    `force_reply` opens the answer field; `pin` is (latitude, longitude) in degrees and
    `document` is (file name, content), both sent after the text.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    ask_location: str | None = None
    force_reply: bool = False
    pin: tuple[float, float] | None = None
    document: tuple[str, bytes] | None = None

    def __post_init__(self) -> None:
        if not self.text.strip() and (self.buttons or not (self.pin or self.document)):
            raise ValueError("A reply needs a text.")
        if self.force_reply and (self.buttons or self.ask_location):
            raise ValueError("Telegram shows a forced reply or buttons, never both.")
        if any(not row for row in self.buttons):
            raise ValueError("A row of buttons is empty.")
