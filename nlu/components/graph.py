"""How do our models take their place in Rasa's graph? One component a model: train, keep, load, read a message."""

import json
from abc import abstractmethod
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.importer import LANGUAGE, LEXICON, PHRASES
from nlu.components.training_data import Annotation, Example, Phrase, Synonym, TrainingSet


class ModelComponent(GraphComponent):
    """What the trainable components share."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: Any = None) -> None:
        self._storage = storage
        self._resource = resource
        self.model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ModelComponent":
        """An untrained one."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "ModelComponent":
        """A trained one."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, cls.restored(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns and keeps the model."""
        self.model = self.learned(as_training_set(training_data))
        with self._storage.write_to(self._resource) as folder:
            self.keep(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds to each message what this model reads in it."""
        for message in messages:
            self.read(message, message.get(TEXT) or "")
        return messages

    @abstractmethod
    def learned(self, data: TrainingSet) -> Any:
        """The model trained on `data`."""

    @abstractmethod
    def keep(self, folder: Path) -> None:
        """Writes the model."""

    @classmethod
    @abstractmethod
    def restored(cls, folder: Path) -> Any:
        """The model as it was written."""

    @abstractmethod
    def read(self, message: Message, text: str) -> None:
        """Sets what the model reads in `text` on the message."""


def as_training_set(data: TrainingData) -> TrainingSet:
    """Our own form of the training data that `LanguageFolders` imported."""
    examples = tuple(_example(message) for message in data.training_examples)
    synonyms, phrases = [], []
    for table in data.lookup_tables:
        kind, language, value = table["name"].split(":")
        if kind == LEXICON:
            synonyms += [Synonym(language, value, form) for form in table["elements"]]
        elif kind == PHRASES:
            phrases += [Phrase(language, value, text) for text in table["elements"]]
    return TrainingSet(examples, tuple(synonyms), tuple(phrases))


def _example(message: Message) -> Example:
    entities = tuple(Annotation(**entity) for entity in message.get(ENTITIES) or ())
    return Example(message.get(LANGUAGE), message.get(INTENT), message.get(TEXT), entities)


def save_arrays(path: Path, arrays: dict[str, Any]) -> None:
    """Numpy's own format, which holds no code."""
    np.savez(path, **arrays)


def load_arrays(path: Path) -> Any:
    """What `save_arrays` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        return dict(arrays)


def save_json(path: Path, content: Any) -> None:
    """UTF-8, as it reads."""
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def load_json(path: Path) -> Any:
    """What `save_json` wrote."""
    return json.loads(path.read_text(encoding="utf-8"))
