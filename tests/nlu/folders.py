"""A project's folder in small, with a stand-in for Rasa's program."""

import shutil
import sys
from pathlib import Path

from nlu.layout import Layout

LINES = """version: "3.1"
nlu:
- intent: food
  examples: |
    - i am hungry
"""


def a_project(folder: Path) -> Layout:
    """Data in one language, nothing trained."""
    layout = Layout(folder)
    layout.rasa.parent.mkdir(parents=True)
    script = Path(__file__).with_name("fake_rasa.py")
    shutil.copy(script, folder / "fake_rasa.py")
    layout.rasa.write_text(f'#!/bin/sh\nexec {sys.executable} {folder}/fake_rasa.py "$@"\n')
    layout.rasa.chmod(0o755)
    (layout.data / "en").mkdir(parents=True)
    (layout.data / "en/daily.yml").write_text(LINES)
    for name in ("config.yml", "domain.yml"):
        (folder / name).write_text("pipeline: []\n")
    return layout
