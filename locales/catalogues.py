"""Where do the translated sentences come from? The .po files, read once into memory.

They are compiled at first use, not at build: a catalogue that was edited is never stale, and nothing has to be
generated before the program runs. Reading one takes about 20 ms.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from locales.languages import BY_CODE, SOURCE

FOLDER = Path(__file__).parent


def catalogue_path(code: str) -> Path:
    """The .po file of a language, whether it exists or not."""
    return FOLDER / code / "LC_MESSAGES" / "messages.po"


@cache
def translations(code: str) -> NullTranslations:
    """The messages of a language by its code; raises KeyError for a code that is not in the registry.

    The source language has no catalogue: its sentences are the message ids.
    """
    if code == SOURCE.code:
        return NullTranslations()
    compiled = BytesIO()
    with catalogue_path(code).open("rb") as source:
        write_mo(compiled, read_po(source, locale=BY_CODE[code].locale))
    compiled.seek(0)
    return GNUTranslations(compiled)
