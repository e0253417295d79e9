"""Which measurements are there? Each prints its rows as it ends."""

import asyncio
import os
import sys

from rich.console import Console

from tests.bench.conversation import conversation
from tests.bench.language import language
from tests.bench.reminders import reminders
from tests.bench.table import Row, show

PARTS = {"language": language, "conversation": conversation, "reminders": reminders}


async def main(names: list[str]) -> None:
    """Run the named parts, or all."""
    console = Console()
    console.print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for name in names or PARTS:
        with console.status(f"measuring: {name}"):
            rows: list[Row] = await PARTS[name]()
        show(console, name, rows)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
