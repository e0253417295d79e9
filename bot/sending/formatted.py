"""What is in a Telegram HTML text? Its runs of characters, each with the tags around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser


@dataclass(frozen=True)
class Tag:
    """An open tag: its name, its attributes, and how it was written."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    written: str

    def get(self, attribute: str) -> str | None:
        """The value of an attribute, or None."""
        return dict(self.attributes).get(attribute)


@dataclass(frozen=True)
class Run:
    """Characters with the same tags around them, outermost first."""

    text: str
    tags: tuple[Tag, ...] = ()

    def html(self, start: int = 0, end: int | None = None) -> str:
        """A slice of the run as HTML that stands alone."""
        opened = "".join(tag.written for tag in self.tags)
        closed = "".join(f"</{tag.name}>" for tag in reversed(self.tags))
        return f"{opened}{escape(self.text[start:end], quote=False)}{closed}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Tag] = []
        self.runs: list[Run] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((name, value or "") for name, value in attrs)
        self.open.append(Tag(tag, attributes, self.get_starttag_text() or f"<{tag}>"))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        self.runs.append(Run(data, tuple(self.open)))


def read_html(html: str) -> tuple[Run, ...]:
    """The runs of a text in Telegram's HTML; a broken tag ends where its parent ends."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.runs)


def plain_text(html: str) -> str:
    """The text as a person sees it."""
    return "".join(run.text for run in read_html(html))


def spans(runs: tuple[Run, ...]) -> Iterator[tuple[Tag, int, int]]:
    """Each tag with the part of the plain text that it covers (start, end in characters)."""
    open_since: dict[int, tuple[Tag, int]] = {}
    position = 0
    for run in (*runs, Run("")):
        held = {id(tag) for tag in run.tags}
        for key in [key for key in open_since if key not in held]:
            tag, start = open_since.pop(key)
            yield tag, start, position
        for tag in run.tags:
            open_since.setdefault(id(tag), (tag, position))
        position += len(run.text)
