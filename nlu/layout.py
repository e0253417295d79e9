"""Where do the language server's things lie?"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    """Paths below the project's folder."""

    root: Path = Path(__file__).resolve().parents[1]

    @property
    def rasa(self) -> Path:
        """The program of Rasa's own environment."""
        return self.root / "nlu/.venv/bin/rasa"

    @property
    def python(self) -> Path:
        """The Python of Rasa's own environment."""
        return self.root / "nlu/.venv/bin/python"

    @property
    def data(self) -> Path:
        """The training data, a folder for each language."""
        return self.root / "nlu/data"

    @property
    def cases(self) -> Path:
        """Sentences written apart from the training data, a file for each language."""
        return self.root / "tests/nlu/cases"

    @property
    def figures(self) -> Path:
        """The accuracy that was measured last for all languages, as numbers."""
        return self.root / "nlu/accuracy.json"

    @property
    def accuracy_page(self) -> Path:
        """The same to read."""
        return self.root / "nlu/ACCURACY.md"

    @property
    def model(self) -> Path:
        """The trained model."""
        return self.root / "models/waypost.tar.gz"

    @property
    def record(self) -> Path:
        """What training noted of the model: its SHA-256, and the fingerprint of what it was trained from."""
        return self.root / "models/waypost.json"

    @property
    def address(self) -> Path:
        """Where a running server can be found, and its token: for this user's eyes only."""
        return self.root / "var/nlu.json"

    @property
    def log(self) -> Path:
        """What Rasa says."""
        return self.root / "var/nlu.log"

    def sources(self) -> list[Path]:
        """Everything that a model is made from."""
        patterns = ("config.yml", "domain.yml", "nlu/requirements.txt", "nlu/components/*.py")
        found = [path for pattern in patterns for path in self.root.glob(pattern)]
        phrases = self.root.glob("locales/*/safety.toml")
        return sorted([*found, *self.data.glob("*/*.yml"), *phrases])

    def languages(self) -> list[str]:
        """The languages that have training data."""
        return sorted({path.parent.name for path in self.data.glob("*/*.yml")})
