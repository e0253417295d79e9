"""`waypost nlu parse`, as other tools call it."""

import json
import signal
import subprocess
import sys

import pytest

from nlu.server import Address


def nlu(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nlu", *words]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("nlu_server")
def test_each_line_becomes_one_json_object_in_order(tmp_path) -> None:
    texts = ["food bank in Barnsley tomorrow", "", "де вивчати\u2028англійську", "/start"]
    (tmp_path / "lines").write_text("\n".join(texts) + "\n", encoding="utf-8")

    done = nlu("parse", str(tmp_path / "lines"))

    parses = [json.loads(line) for line in done.stdout.split("\n")[:-1]]
    assert [parse["text"] for parse in parses] == texts
    first = parses[0]
    assert (first["language"], first["intent"]["name"]) == ("en", "food")
    assert first["intent"] == first["intent_ranking"][0]
    assert len(first["intent_ranking"]) >= 3
    assert first["entities"] == [
        {"entity": "place", "value": "Barnsley", "start": 13, "end": 21},
        {"entity": "time", "value": "tomorrow", "start": 22, "end": 30},
    ]


@pytest.mark.usefixtures("nlu_server")
def test_without_a_file_it_reads_standard_input() -> None:
    done = nlu("parse", given="j'ai faim\n")

    assert json.loads(done.stdout)["language"] == "fr"


def test_a_set_server_is_asked_and_its_silence_is_one_line(nlu_server: Address) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nlu", "parse"],
        input="food\n",
        capture_output=True,
        text=True,
        check=False,
        env={"WAYPOST_NLU_URL": nlu_server.url, "WAYPOST_NLU_TOKEN": "wrong"},
    )

    assert done.returncode == 1
    assert done.stderr == "waypost nlu: status 401\n"


def test_the_server_ends_well_when_it_is_asked_to(nlu_server: Address) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "nlu"], stderr=subprocess.PIPE, text=True
    ) as serving:
        said = serving.stderr.readline() if serving.stderr else ""
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(10) == 0

    assert said.startswith("The language server starts at http://127.0.0.1:")


def test_training_what_is_trained_takes_a_moment(nlu_server: Address) -> None:
    done = nlu("train")

    assert (done.returncode, done.stderr) == (0, "The language model is up to date.\n")
