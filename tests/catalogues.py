"""Is every string that a person sees in every catalogue, whole and with its placeholders? Run by `make check`."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from locales.catalogues import catalogue_path
from locales.languages import LANGUAGES, SOURCE, Language

ROOT = Path(__file__).parent.parent
KEYWORDS = {"say": None, "message": None, "count": (1, 2), "pick": ((1, "c"), 2)}
METHODS = [("**.py", "python")]
PLACEHOLDER = re.compile(r"\{(\w*)\}")
MARKUP = re.compile(r"</?[a-z]+[^>]*>")


def main() -> None:
    """Print what is wrong, one line each; exit 1 if anything is."""
    source = extracted()
    problems = [line for language in LANGUAGES for line in problems_of(language, source)]
    problems += hidden()
    for line in problems:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(
        f"{len(source)} messages in {len(LANGUAGES)} languages, {len(problems)} problems\n"
    )
    if problems:
        sys.stdout.write(
            "`make messages` adds new messages to the catalogues; then translate them.\n"
        )
        raise SystemExit(1)


def extracted() -> Catalog:
    """Every message in the code, as a catalogue."""
    source = Catalog(locale=SOURCE.locale)
    for folder in ("bot", "listings", "locales"):
        for _, _, text, _, context in extract_from_dir(ROOT / folder, METHODS, keywords=KEYWORDS):
            source.add(text, context=context)
    return source


def hidden() -> Iterator[str]:
    """Sentences inside an f-string, where the extraction cannot see them (Python 3.11 keeps no tokens there)."""
    for path in sorted(ROOT.glob("bot/**/*.py")):
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(string, ast.JoinedStr):
                for call in ast.walk(string):
                    if _says_a_literal(call):
                        yield f"{path.relative_to(ROOT)}:{string.lineno}: a sentence inside an f-string"


def _says_a_literal(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in KEYWORDS
        and bool(node.args)
        and isinstance(node.args[0], ast.Constant)
    )


def problems_of(language: Language, source: Catalog) -> Iterator[str]:
    """What is missing or broken in one language."""
    if language is SOURCE:
        return
    path = catalogue_path(language.code)
    if not path.is_file():
        yield f"{language.code}: no catalogue at {path.relative_to(ROOT)}"
        return
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language.locale)
    for message in source:
        if message.id:
            found = catalogue.get(message.id, message.context)
            yield from (
                f"{language.code}: {_short(message)}: {what}"
                for what in _wrong(message, found, catalogue)
            )
    for message in catalogue:
        if message.id and source.get(message.id, message.context) is None:
            yield f"{language.code}: {_short(message)}: nothing says this any more"


def _wrong(message: Message, found: Message | None, catalogue: Catalog) -> Iterator[str]:
    if found is None or not found.string or not all(_forms(found)):
        yield "not translated"
        return
    if found.fuzzy:
        yield "marked as fuzzy"
    if message.pluralizable and len(_forms(found)) != catalogue.num_plurals:
        yield f"{len(_forms(found))} plural forms instead of {catalogue.num_plurals}"
    wanted = set(PLACEHOLDER.findall(_ids(message)[-1]))
    for form in _forms(found):
        names = set(PLACEHOLDER.findall(form))
        # A form for one or two of something may leave the number to the word itself.
        if names - wanted or (wanted - {"number"}) - names:
            yield f"placeholders {sorted(names)} instead of {sorted(wanted)}"
        if MARKUP.search(form):
            yield "holds markup: that is added by the program"


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _short(message: Message) -> str:
    return repr(_ids(message)[0][:50])


if __name__ == "__main__":
    main()
