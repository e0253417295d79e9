"""How fast does the language server parse, over HTTP, one sentence at a time?"""

import time

import httpx

from nlu.client import NluClient
from nlu.server import NluServer
from tests.bench.table import Row, megabytes, milliseconds

SENTENCES = (
    "where can i learn english near leeds",
    "أريد دروس لغة إنجليزية للنساء قرب بليدز",
    "کلاس زبان رایگان نزدیک بارنزلی کجاست",
    "je cherche une banque alimentaire à Sheffield demain",
    "де можна познайомитися з людьми у Хаддерсфілді",
    "my landlord send letter i must leave the house in two weeks and i have three children and no money",
)
TIMES = 50


async def language() -> list[Row]:
    """Start-up, parse time, parses a second, memory."""
    began = time.perf_counter()
    server = NluServer()
    await server.start()
    try:
        await server.wait_ready()
        ready = time.perf_counter() - began
        async with httpx.AsyncClient() as http:
            client = NluClient(http, server.url, server.token)
            for sentence in SENTENCES:
                await client.parse(sentence)
            took = []
            for sentence in SENTENCES * TIMES:
                start = time.perf_counter()
                await client.parse(sentence)
                took.append(time.perf_counter() - start)
        memory = megabytes(server.pid)
    finally:
        await server.stop()
    return [
        Row("language server ready after its start", f"{ready:.1f} s", "≤ 40 s"),
        Row("parse over HTTP", milliseconds(took), "≤ 6 ms p50"),
        Row("parses a second, one after the other", f"{len(took) / sum(took):.0f}", "≥ 150"),
        Row("resident memory", f"{memory:.0f} MB", "≤ 700 MB"),
    ]
