"""Which places, times, audiences, costs and languages does the message name? Adds `entities`."""

from pathlib import Path

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message

from nlu.components.entity_model import EntityModel
from nlu.components.gazetteer import Gazetteer
from nlu.components.graph import ModelComponent, load_json, save_json
from nlu.components.importer import LANGUAGE
from nlu.components.places import places
from nlu.components.training_data import TrainingSet

FILE = "entities.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityExtractor(ModelComponent):
    """Wants the tokens and the language."""

    def learned(self, data: TrainingSet) -> EntityModel:
        """From the lexicons, the annotated lines and the places of Great Britain."""
        return EntityModel.learn(data, Gazetteer.of(places()))

    def keep(self, folder: Path) -> None:
        """As JSON."""
        save_json(folder / FILE, self.model.as_json())

    @classmethod
    def restored(cls, folder: Path) -> EntityModel:
        """From JSON."""
        return EntityModel.from_json(load_json(folder / FILE))

    def read(self, message: Message, text: str) -> None:
        """In the order of the text, values canonical."""
        found = self.model.entities(text, message.get(TEXT_TOKENS), message.get(LANGUAGE)["code"])
        said = [{**vars(entity), "extractor": type(self).__name__} for entity in found]
        message.set(ENTITIES, said, add_to_output=True)
