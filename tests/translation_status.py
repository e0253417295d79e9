"""How far is each language, and has a person read it? `make messages` writes it into locales/STATUS.md."""

import tomllib
from pathlib import Path

from babel.messages.pofile import read_po

from bot.safety import KINDS, LOOKALIKES
from locales.catalogues import FOLDER, catalogue_path
from locales.languages import LANGUAGES, SOURCE, Language
from tests.catalogues import extracted

STATUS = FOLDER / "STATUS.md"
HEAD = """# How far is each language?

Made by `make messages`; do not edit. *Drafted* has been written, but no person who speaks the language has read it yet;
*reviewed* has been. The bot says so once to everybody who reads a drafted language.

| language | | messages | drafted | reviewed | phrases of danger | lookalikes |
|---|---|---|---|---|---|---|
"""


def main() -> None:
    """Write the table."""
    STATUS.write_text(table(), encoding="utf-8")


def table() -> str:
    """The whole file."""
    number = sum(1 for message in extracted() if message.id)
    return HEAD + "".join(f"{_row(language, number)}\n" for language in LANGUAGES)


def _row(language: Language, number: int) -> str:
    translated = number if language is SOURCE else _translated(language)
    reviewed = 0 if language.review == "drafted" else translated
    phrases = _phrases(FOLDER / language.code / "safety.toml")
    danger = sum(phrases.get(kind, 0) for kind in KINDS)
    cells = (
        language.code,
        language.own_name,
        f"{translated} of {number}",
        translated - reviewed,
        reviewed,
        danger,
        phrases.get(LOOKALIKES, 0),
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _translated(language: Language) -> int:
    with catalogue_path(language.code).open("rb") as file:
        catalogue = read_po(file, locale=language.locale)
    return sum(1 for message in catalogue if message.id and message.string)


def _phrases(path: Path) -> dict[str, int]:
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    return {kind: len(section.get("phrases", ())) for kind, section in sections.items()}


if __name__ == "__main__":
    main()
