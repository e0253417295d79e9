"""What are the words of the message? Adds `text_tokens`, with their place in the person's own text."""

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.normalise import words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class Tokenizer(GraphComponent):
    """Comes first. In training the models cut the lines themselves."""

    @classmethod
    def create(
        cls,
        config: dict[str, object],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Tokenizer":
        """There is nothing to learn."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the lines as they are."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Cuts each message once for all that follows."""
        for message in messages:
            message.set(TEXT_TOKENS, words(message.get(TEXT) or ""))
        return messages
