"""`waypost status` says how everything is, from heartbeats alone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cli.status import report_of
from bot.heartbeats import Beat

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def a_beat(part: str, state: str, seconds_ago: float = 5, owner: str = "host-1") -> Beat:
    return Beat(part, owner, state, NOW - timedelta(seconds=seconds_ago), None)


def test_all_is_well_when_bot_and_language_server_beat() -> None:
    report, well = report_of((a_beat("bot", "serving"), a_beat("nlu", "ready")), "ok", NOW)
    assert well
    assert report["bot"] == "serving"
    assert report["nlu"] == "ready"
    assert report["database"] == "ok"
    assert report["reminders"] == {"last_tick": None, "due": 0, "uncertain": 0}
    assert report["version"]


def test_a_part_that_fell_silent_is_down() -> None:
    report, well = report_of(
        (a_beat("bot", "serving", seconds_ago=90), a_beat("nlu", "ready")), "ok", NOW
    )
    assert report["bot"] == "down"
    assert not well


def test_one_process_serves_while_another_stands_by() -> None:
    beats = (a_beat("bot", "standby", owner="host-2"), a_beat("bot", "serving"))
    report, well = report_of(beats, "ok", NOW)
    assert report["bot"] == "serving"
    assert well


def test_a_bot_alone_needs_no_language_server_of_its_own() -> None:
    report, well = report_of((a_beat("bot", "serving"),), "ok", NOW)
    assert report["nlu"] == "down"
    assert well


@pytest.mark.parametrize(
    ("beats", "database"),
    [
        ((), "ok"),
        ((a_beat("bot", "serving"),), "down"),
        ((a_beat("bot", "down"),), "ok"),
        ((a_beat("bot", "serving"), a_beat("nlu", "starting")), "ok"),
        ((a_beat("bot", "serving"), a_beat("nlu", "ready", seconds_ago=90)), "ok"),
    ],
)
def test_it_is_not_well_when_something_that_should_run_does_not(
    beats: tuple[Beat, ...], database: str
) -> None:
    assert not report_of(beats, database, NOW)[1]
