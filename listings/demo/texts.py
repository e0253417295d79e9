"""How do the texts of a demo entry read in other languages?"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from listings.demo.form import Entry
from listings.schema import Translation


def translations_of(
    given: Entry, entity: str, id: UUID, fields: Mapping[str, str]
) -> Iterator[Translation]:
    """The rows of `translations`; `fields` says which field of the form becomes which column."""
    languages = given.mapping("translations")
    for language in languages.values:
        texts = languages.mapping(language).only(fields)
        for name, value in texts.values.items():
            text, state = _text(texts, name, value)
            if given.text(name) is None:
                raise texts.wrong(name, "translates a text that is not there")
            yield Translation(
                entity=entity,
                entity_id=id,
                field=fields[name],
                language=language,
                text=text,
                state=state,
            )


def _text(texts: Entry, name: str, value: Any) -> tuple[str, str]:
    if isinstance(value, str):
        return texts.needed(name), "machine"
    checked = texts.mapping(name).only({"text", "state"})
    state = checked.needed("state")
    if state not in ("human", "machine"):
        raise checked.wrong("state", "must be human or machine")
    return checked.needed("text"), state
