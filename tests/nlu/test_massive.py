"""`waypost nlu massive` learns the benchmark's own sentences, and says plainly what it cannot read."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from nlu.evaluation.benchmark import measure
from nlu.layout import Layout

MASSIVE = Path(__file__).parents[3] / "shared" / "data" / "massive"
SENTENCES = {
    "alarm_set": ("wake me at five", "set an alarm for nine", "alarm at noon please"),
    "weather_query": ("will it rain today", "is it cold outside", "how is the weather"),
}


def benchmark(folder: Path, lines: list[str], language: str = "en") -> Path:
    folder.mkdir(exist_ok=True)
    packed = gzip.compress("".join(f"{line}\n" for line in lines).encode())
    (folder / f"{language}.tsv.gz").write_bytes(packed)
    return folder


def run(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nlu", "massive", str(folder), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_learns_the_training_split_and_reads_the_test_split(tmp_path) -> None:
    train = [f"train\t{name}\t{text}" for name, texts in SENTENCES.items() for text in texts]
    test = ["test\talarm_set\tan alarm at five", "test\talarm_set\twill it rain"]
    folder = benchmark(tmp_path, [*train, "dev\talarm_set\twill it snow", *test])

    found = measure(Layout(), folder, shots=0, languages=["en"])

    assert (found["en"]["examples"], found["en"]["sentences"]) == (6, 2)
    assert (found["en"]["waypost"], found["en"]["plain"]) == (0.5, 0.5)


def test_the_table_stands_our_figure_beside_the_published_one(tmp_path) -> None:
    train = [f"train\t{name}\t{text}" for name, texts in SENTENCES.items() for text in texts]
    done = run(benchmark(tmp_path, [*train, "test\talarm_set\tset an alarm for five"]))

    assert done.returncode == 0
    assert "100.0" in done.stdout
    assert "88.3" in done.stdout
    assert "+11.7" in done.stdout


def test_a_folder_without_the_benchmark_is_named(tmp_path) -> None:
    done = run(tmp_path)
    assert done.returncode == 1
    assert "no MASSIVE in" in done.stderr
    assert "en.tsv.gz" in done.stderr


def test_a_broken_line_is_named(tmp_path) -> None:
    done = run(benchmark(tmp_path, ["test\ta\tb", "rubbish"]))
    assert done.returncode == 1
    assert "en.tsv.gz, line 2: not partition, tab, intent, tab, utterance" in done.stderr


@pytest.mark.skipif(not MASSIVE.exists(), reason="the shared MASSIVE data are not here")
def test_few_examples_teach_more_than_they_teach_a_plain_model() -> None:
    """8 an intent: the joint judge lends words across languages."""
    found = measure(Layout(), MASSIVE, shots=8, languages=["en", "am"])

    assert {language: score["examples"] for language, score in found.items()} == {
        "en": 476,
        "am": 476,
    }
    assert [name for name, score in found.items() if score["waypost"] < score["plain"]] == []
