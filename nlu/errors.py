"""What can go wrong between the bot and the language server?

NluError
├── NluRubbish       an answer that is not what Rasa answers
├── NluUnavailable   starting, refused, failing, or slower than a person should wait
├── RasaMissing      its environment has not been built
├── ModelMissing     nothing has been trained yet
├── ModelRefused     the model's file is not the one that training wrote
├── TrainingFailed   Rasa gave up
├── DataUnreadable   the training data cannot be read
├── LanguageUnknown  there is no training data in a language that was asked for
└── FiguresPartial   what was measured in some languages only cannot be published
"""


class NluError(Exception):
    """Anything of the above."""


class NluRubbish(NluError):
    """The answer cannot be read."""


class NluUnavailable(NluError):
    """No answer in time. The menus work without."""


class RasaMissing(NluError):
    """There is no Rasa to run."""


class ModelMissing(NluError):
    """There is no model to serve."""


class ModelRefused(NluError):
    """The model does not match its SHA-256."""


class TrainingFailed(NluError):
    """The training ended without a model."""


class DataUnreadable(NluError):
    """Each line names a file and what is wrong with it."""


class LanguageUnknown(NluError):
    """Nothing was written in that language."""


class FiguresPartial(NluError):
    """The published figures are those of all languages."""
