"""What of a message are intents judged by?"""

from collections.abc import Sequence

from nlu.components.linear import Pieces
from nlu.components.ngrams import character_ngrams, word_ngrams
from nlu.components.normalise import Word
from nlu.components.spelling import skeleton

NGRAM = 5
SOUND_NGRAM = 4


def pieces(found: Sequence[Word]) -> Pieces:
    """Characters in words, words, and characters in the words' sounds."""
    texts = [word.text for word in found]
    sounds = [sound for text in texts if (sound := skeleton(text))]
    return character_ngrams(texts, NGRAM), word_ngrams(texts), character_ngrams(sounds, SOUND_NGRAM)
