"""What does Telegram itself publish that a method takes? Read from reference data, if it is there."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from tests.botapi.spec import Field, Fields, Spec

FILE = Path(__file__).parents[2].parent / "shared" / "data" / "telegram-bot-api-10.1.json"


@cache
def published_spec() -> Spec | None:
    """The published Bot API; None where the reference data is absent."""
    if not FILE.exists():
        return None
    data = json.loads(FILE.read_text())
    return Spec(
        source=data["version"],
        methods={name: _fields(method) for name, method in data["methods"].items()},
        types={name: _fields(kind) for name, kind in data["types"].items() if "fields" in kind},
        subtypes={name: tuple(kind.get("subtypes", ())) for name, kind in data["types"].items()},
    )


def _fields(described: dict[str, Any]) -> Fields:
    return {
        field["name"]: Field(tuple(field["types"]), field["required"])
        for field in described.get("fields", ())
    }
