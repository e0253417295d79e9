"""What does a writer see of the training data? `waypost nlu coverage`: tables, and lines to read through."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import median

from nlu.components.training_data import Example, read
from nlu.errors import DataUnreadable, LanguageUnknown
from nlu.evaluation.coverage import SHORT, Coverage, coverage, thin
from nlu.evaluation.demand import TOPICS, headings
from nlu.evaluation.inside import inside
from nlu.evaluation.lint import unreadable
from nlu.evaluation.near import near
from nlu.evaluation.strangers import strangers
from nlu.evaluation.tables import console, percent, table
from nlu.layout import Layout
from nlu.model import Say

ALL = ("", "lines", "missing", "annotated", "stories", "words a topic", "alike", "thin topics")
ONE = (
    *("", "lines", "least", "annotated", "short", "stories"),
    *("words", "own words", "same opening", "alike"),
)


def show(layout: Layout, languages: Sequence[str], lines: bool, say: Say) -> None:
    """A row for each language, or for each intent of the `languages`; with `lines` also those that need reading.

    DataUnreadable, LanguageUnknown.
    """
    if broken := list(unreadable(layout)):
        raise DataUnreadable("\n".join(broken))
    if unknown := sorted(set(languages) - set(layout.languages())):
        raise LanguageUnknown(f"there is no training data for {', '.join(unknown)}")
    examples = read(layout.data).examples
    by_language = {
        language: [example for example in examples if example.language == language]
        for language in languages or layout.languages()
    }
    domain = headings((layout.root / "domain.yml").read_text(encoding="utf-8"))
    covered = {language: coverage(mine, domain) for language, mine in by_language.items()}
    printed = console()
    if languages:
        for language, intents in covered.items():
            printed.print(table(f"{language}, by intent", ONE, map(_of_one, intents)))
    else:
        rows = (_of_all(language, intents) for language, intents in covered.items())
        printed.print(table("Training lines by language", ALL, rows))
    if lines:
        _show_alike(by_language)
        say("Reading every line with models that have not seen it: some minutes.")
        _show_strangers(examples, by_language, inside(layout, "nlu.evaluation.held_out"))


def _show_alike(examples: Mapping[str, Sequence[Example]]) -> None:
    printed = console()
    for language, mine in examples.items():
        for intent, later, earlier in alike(mine):
            printed.print(f"{language} {intent}: alike: {later} / {earlier}", markup=False)


def _show_strangers(
    examples: Sequence[Example], languages: Collection[str], taken: Sequence[tuple[str, float]]
) -> None:
    printed = console()
    for found in strangers(examples, taken):
        line = found.line
        if line.language in languages:
            told = f"reads like {found.taken_for} ({found.sure:.2f}): {line.text}"
            printed.print(f"{line.language} {line.intent}: {told}", markup=False)


def alike(lines: Sequence[Example]) -> Iterator[tuple[str, str, str]]:
    """Intent and texts of lines that differ in one word only, short ones as well."""
    for intent in dict.fromkeys(example.intent for example in lines):
        texts = [example.text for example in lines if example.intent == intent]
        yield from ((intent, later, earlier) for later, earlier in near(texts, SHORT))


def _of_all(language: str, covered: Sequence[Coverage]) -> tuple[str, ...]:
    topics = [each for each in covered if each.heading == TOPICS]
    lines = sum(each.lines for each in topics)
    annotated = sum(each.annotated * each.lines for each in topics) / lines if lines else 0.0
    return (
        language,
        str(sum(each.lines for each in covered)),
        str(sum(each.missing for each in covered)),
        percent(annotated),
        str(sum(each.stories for each in covered)),
        f"{median(each.words for each in topics):.0f}",
        str(sum(each.near for each in covered)),
        ", ".join(thin(covered)),
    )


def _of_one(each: Coverage) -> tuple[str, ...]:
    return (
        each.intent,
        str(each.lines),
        str(each.fewest),
        percent(each.annotated),
        str(each.short),
        str(each.stories),
        str(each.words),
        str(each.own),
        percent(each.opening),
        str(each.near),
    )
