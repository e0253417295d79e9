"""How often is danger recognised, and how often where there is none? `make accuracy` writes it into nlu/ACCURACY.md.

Apart from `waypost nlu test`, since the phrases and the rule are the bot's.
"""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from bot.routing import SAFETY, Sure, route
from bot.safety import Screen
from locales.languages import LANGUAGES
from nlu.client import NluClient
from nlu.evaluation.cases import cases
from nlu.evaluation.published import publish
from nlu.layout import Layout
from nlu.model import train
from nlu.server import NluServer

CASES = Path(__file__).parent / "bot/safety_cases"
HARMLESS = "none"
START = 180.0
PATIENCE = 30.0


@dataclass(frozen=True)
class Danger:
    """Of one language. Counts of sentences, and shares from 0 to 1: recall by `phrases` alone and of everything."""

    dangerous: int
    phrases: float
    recall: float
    harmless: int
    alarms: float
    ordinary: int
    ordinary_alarms: float | None


async def danger(nlu: NluClient, screen: Screen, language: str, ordinary: Sequence[str]) -> Danger:
    """What the phrases and the model say of the sentences of `safety_cases`, and of the `ordinary` ones."""
    lines = (CASES / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    sentences = [line.split("\t", 1) for line in lines if line]
    dangerous = [text for kind, text in sentences if kind != HARMLESS]
    harmless = [text for kind, text in sentences if kind == HARMLESS]
    shown = {
        text: await _shown(nlu, screen, language, text)
        for text in (*dangerous, *harmless, *ordinary)
    }
    return Danger(
        dangerous=len(dangerous),
        phrases=sum(screen.check(text, language) is not None for text in dangerous)
        / len(dangerous),
        recall=_share(dangerous, shown),
        harmless=len(harmless),
        alarms=_share(harmless, shown),
        ordinary=len(ordinary),
        ordinary_alarms=_share(ordinary, shown) if ordinary else None,
    )


async def _shown(nlu: NluClient, screen: Screen, language: str, text: str) -> bool:
    """Whether the person gets a screen of danger."""
    if screen.check(text, language):
        return True
    way = route(await nlu.parse(text))
    return isinstance(way, Sure) and way.intent in SAFETY


def _share(texts: Sequence[str], shown: Mapping[str, bool]) -> float:
    return sum(shown[text] for text in texts) / len(texts)


async def main() -> None:
    """Measures every language through a real server, and publishes."""
    layout = Layout()
    train(layout, _say)
    screen = Screen.of_all_languages()
    written_apart = [case for case in cases(layout.cases) if case.intent not in SAFETY]
    found = {}
    async with AsyncExitStack() as stack:
        server = NluServer(layout)
        stack.push_async_callback(server.stop)
        await server.start()
        if not await server.wait_ready(START):
            sys.exit(f"the language server does not start: see {layout.log.name} in var")
        http = await stack.enter_async_context(httpx.AsyncClient())
        nlu = NluClient(http, server.url, server.token, PATIENCE)
        for code in (language.code for language in LANGUAGES):
            ordinary = [case.text for case in written_apart if case.language == code]
            found[code] = asdict(await danger(nlu, screen, code, ordinary))
            _say(f"  danger in {code}: {_told(found[code])}")
    publish(layout, {"danger": found})


def _told(found: Mapping[str, float | None]) -> str:
    return f"recall {found['recall']:.3f}, false alarms {found['alarms']:.3f}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
