"""What does a program of ours answer that can run only in Rasa's environment? Its JSON; its progress goes to stderr."""

import json
import subprocess
from typing import Any

from nlu.errors import NluError, RasaMissing
from nlu.layout import Layout
from nlu.model import environment


def inside(layout: Layout, module: str, *words: str) -> Any:
    """Runs `module` with `words` as arguments. NluError when it fails, RasaMissing when there is no environment."""
    if not layout.python.exists():
        raise RasaMissing("the language server's environment is not built: run `make setup`")
    done = subprocess.run(  # noqa: S603 - our own program
        [layout.python, "-m", module, *words],
        cwd=layout.root,
        env=environment(layout),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise NluError(f"{module.rpartition('.')[2]} ended with code {done.returncode}")
    return json.loads(done.stdout)
