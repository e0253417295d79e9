"""What does the person want? Adds `intent` and the whole `intent_ranking`."""

from pathlib import Path

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message

from nlu.components.graph import ModelComponent, load_arrays, save_arrays
from nlu.components.importer import LANGUAGE
from nlu.components.intent_model import IntentModel
from nlu.components.training_data import TrainingSet

FILE = "intents.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(ModelComponent):
    """Wants the tokens and the language."""

    def learned(self, data: TrainingSet) -> IntentModel:
        """From every line and every phrase of danger, calibrated."""
        return IntentModel.learn(data)

    def keep(self, folder: Path) -> None:
        """As arrays."""
        save_arrays(folder / FILE, self.model.arrays())

    @classmethod
    def restored(cls, folder: Path) -> IntentModel:
        """From arrays."""
        return IntentModel.from_arrays(load_arrays(folder / FILE))

    def read(self, message: Message, text: str) -> None:
        """All intents, the likeliest first."""
        ranking = self.model.ranking(message.get(TEXT_TOKENS), message.get(LANGUAGE)["code"])
        said = [{"name": name, "confidence": confidence} for name, confidence in ranking]
        message.set(INTENT, said[0], add_to_output=True)
        message.set("intent_ranking", said, add_to_output=True)
