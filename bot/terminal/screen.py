"""How does a message look in a terminal? Styled for a person, plain for a pipe."""

from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any, TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.sending.formatted import Run, Tag, read_html

STYLES = {
    "b": Style(bold=True),
    "strong": Style(bold=True),
    "i": Style(italic=True),
    "em": Style(italic=True),
    "u": Style(underline=True),
    "ins": Style(underline=True),
    "s": Style(strike=True),
    "strike": Style(strike=True),
    "del": Style(strike=True),
    "code": Style(color="cyan"),
    "pre": Style(color="cyan"),
    "a": Style(color="blue", underline=True),
}
BUTTON = Style(color="green")
GAP = "   "
INVISIBLE = " \u200b\u200c\u200d\u2060\ufeff"


class Screen:
    """Prints what the bot says. A pipe gets no colours, no prompts and no line breaks of ours."""

    def __init__(self, stream: TextIO) -> None:
        if isinstance(stream, TextIOWrapper):
            # The bot speaks sixteen scripts, whatever the machine's locale is.
            stream.reconfigure(encoding="utf-8", errors="replace")
        self._stream = stream
        self._console = Console(file=stream, highlight=False, markup=False, emoji=False)
        self.is_piped = not self._console.is_terminal

    def message(self, html: str, buttons: Sequence[Sequence[dict[str, Any]]] = ()) -> None:
        """A message, with its buttons numbered in reading order."""
        self._print(_styled(read_html(html)))
        number = 0
        for row in buttons:
            labels = []
            for button in row:
                number += 1
                labels.append(_label(number, button))
            self._print(Text(GAP.join(labels), style=BUTTON))
        self._print(Text(""))

    def line(self, text: str) -> None:
        """A line that is no message, such as a pin on a map."""
        self._print(Text(text))

    def prompt(self) -> None:
        """Show that it is the person's turn."""
        if not self.is_piped:
            self._stream.write("> ")
            self._stream.flush()

    def _print(self, text: Text) -> None:
        if self.is_piped:
            self._stream.write(f"{text.plain}\n")
            self._stream.flush()
        else:
            self._console.print(text, soft_wrap=True)


def _label(number: int, button: dict[str, Any]) -> str:
    label = f"[{number}] {button['text']}"
    return f"{label}: {button['url']}" if "url" in button else label


def _styled(runs: tuple[Run, ...]) -> Text:
    text = Text()
    for index, run in enumerate(runs):
        style = sum((STYLES[tag.name] for tag in run.tags if tag.name in STYLES), Style())
        text.append(run.text, style)
        following = runs[index + 1].tags if index + 1 < len(runs) else ()
        for tag in run.tags:
            if not any(tag is other for other in following):
                text.append(_address(tag, run.text))
    return text


def _address(tag: Tag, shown: str) -> str:
    address = tag.get("href") if tag.name == "a" else None
    is_seen = shown.strip(INVISIBLE) not in ("", address)
    return f" ({address})" if address and is_seen else ""
