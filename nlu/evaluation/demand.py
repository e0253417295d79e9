"""How many examples does each intent need, in each language? Told by the heading it stands under in domain.yml."""

from collections.abc import Iterator

TOPICS = "Topics"
# What people come for, and what must never be missed, is said in more ways than "thank you".
FEWEST = {TOPICS: 150, "Safety": 150, "The bot itself": 60}


def headings(domain: str) -> dict[str, str]:
    """The heading of each intent of domain.yml, whose text is given.

    `# Topics, each answered from listings` is the heading "Topics".
    """
    return {intent: heading for heading, intent in _intents(domain)}


def _intents(domain: str) -> Iterator[tuple[str, str]]:
    _, _, below = domain.partition("\nintents:\n")
    heading = ""
    for line in map(str.strip, below.splitlines()):
        if line.startswith("#"):
            heading = line.lstrip("# ").partition(",")[0]
        elif line.startswith("- "):
            yield heading, line[2:].strip()
        elif line:
            return
