"""Which language is the message in? Adds `language` {code, confidence} to what `/model/parse` answers."""

from pathlib import Path

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from nlu.components.graph import ModelComponent, load_arrays, save_arrays
from nlu.components.importer import LANGUAGE
from nlu.components.language_model import LanguageModel
from nlu.components.training_data import TrainingSet

FILE = "language.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageIdentifier(ModelComponent):
    """Comes before the components that want to know the language."""

    def learned(self, data: TrainingSet) -> LanguageModel:
        """From every line."""
        return LanguageModel.learn(data.examples)

    def keep(self, folder: Path) -> None:
        """As arrays."""
        save_arrays(folder / FILE, self.model.arrays())

    @classmethod
    def restored(cls, folder: Path) -> LanguageModel:
        """From arrays."""
        return LanguageModel.from_arrays(load_arrays(folder / FILE))

    def read(self, message: Message, text: str) -> None:
        """The likeliest language."""
        code, confidence = self.model.identify(text)[0]
        found = {"code": code, "confidence": confidence}
        message.set(LANGUAGE, found, add_to_output=True)
