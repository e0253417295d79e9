"""Is there a model, is it the one that we trained, and is it up to date?"""

import fcntl
import hashlib
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nlu.errors import ModelMissing, ModelRefused, RasaMissing, TrainingFailed
from nlu.layout import Layout

Say = Callable[[str], None]
STEP = re.compile(r"Starting to train component '(?P<name>\w+)'")
# The last lines of Rasa's output, for when it fails.
TAIL = 20


def fingerprint(layout: Layout) -> str:
    """A hash over everything that a model is made from."""
    digest = hashlib.sha256()
    for path in layout.sources():
        digest.update(str(path.relative_to(layout.root)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(layout: Layout) -> None:
    """ModelMissing or ModelRefused unless the model is the file that training wrote, and Rasa is there."""
    _built(layout)
    recorded = _record(layout).get("sha256")
    if not layout.model.exists() or recorded is None:
        raise ModelMissing("no language model yet: run `waypost nlu train`")
    if sha256(layout.model) != recorded:
        raise ModelRefused(
            f"the language model {layout.model.name} is not the file that was trained here (SHA-256 differs): "
            "run `waypost nlu train --force`"
        )


def up_to_date(layout: Layout) -> bool:
    """The model was trained from what lies there now."""
    recorded = _record(layout)
    return layout.model.exists() and recorded.get("fingerprint") == fingerprint(layout)


def train(layout: Layout, say: Say, force: bool = False) -> bool:
    """Trains if anything changed since the last time, or by `force`; says whether it did. One training at a time."""
    _built(layout)
    with _alone(layout):
        if not force and up_to_date(layout):
            return False
        languages = layout.languages()
        say(f"Training the language model ({', '.join(languages)}): about 5 minutes.")
        made_from = fingerprint(layout)
        with tempfile.TemporaryDirectory(dir=layout.model.parent) as folder:
            trained = Path(folder) / layout.model.name
            _rasa_train(layout, trained, say)
            record = {"sha256": sha256(trained), "fingerprint": made_from, "languages": languages}
            # The record first: a model without its record is refused, never served unseen.
            layout.record.write_text(json.dumps(record, indent=2) + "\n")
            trained.replace(layout.model)
    return True


def _built(layout: Layout) -> None:
    if not layout.rasa.exists():
        raise RasaMissing("the language server's environment is not built: run `make setup`")


def _record(layout: Layout) -> dict[str, str]:
    try:
        found = json.loads(layout.record.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _rasa_train(layout: Layout, target: Path, say: Say) -> None:
    command = [str(layout.rasa), "train", "nlu", "--config", "config.yml", "--nlu", "nlu/data"]
    command += ["--domain", "domain.yml", "--out", str(target.parent)]
    command += ["--fixed-model-name", target.name.removesuffix(".tar.gz")]
    lines: list[str] = []
    with subprocess.Popen(  # noqa: S603 - our own program
        command,
        cwd=layout.root,
        env=environment(layout) | {"LOG_LEVEL": "INFO", "RASA_MAX_CACHE_SIZE": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            if step := STEP.search(line):
                say(f"  {step['name']}")
    if process.returncode or not target.exists():
        raise TrainingFailed("Rasa could not train a model:\n" + "".join(lines[-TAIL:]))


def environment(layout: Layout) -> dict[str, str]:
    """For Rasa's processes: they find our components, and tell nobody anything."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WAYPOST_")}
    return kept | {
        "PYTHONPATH": str(layout.root),
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "ERROR",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


@contextmanager
def _alone(layout: Layout) -> Iterator[None]:
    layout.model.parent.mkdir(exist_ok=True)
    with (layout.model.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
