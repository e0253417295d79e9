"""What is said about where a person is?"""

from bot.button_codes import write_ask
from bot.buttons import Ask, ChoosePlace
from bot.person import Turn
from bot.replies import names
from bot.replies.footer import footer
from bot.replies.markup import bold, in_rows, lines, link, plain, tap
from bot.replies.reply import Reply
from listings.model import Place

# Telegram gives 64 letters, digits, _ and - to a deep link: "|" is written as "-".
SEARCH_PAYLOAD = "q-"
LONGEST_ECHO = 40


def kept(turn: Turn, place: Place) -> str:
    """Where is looked from now on."""
    if place.kind == "shared":
        return turn.words.say("You are near {place}. I kept only the area.", place=place.name)
    return turn.words.say("Good, I look near {place}.", place=place.name)


def skipped(turn: Turn) -> str:
    """The place can be given later."""
    return turn.words.say("All right. You can tell me later: /place")


def unknown(turn: Turn, text: str) -> str:
    """A place that is in no list."""
    shown = text if len(text) <= LONGEST_ECHO else text[: LONGEST_ECHO - 1] + "…"
    return turn.words.say(
        "I do not know the place {place}. Try a bigger town near you, or a postcode such as S70 2SW.",
        place=shown,
    )


def too_far(turn: Turn) -> str:
    """A location outside Great Britain."""
    return turn.words.say(
        "I only know places in England. Write the town that you want to know about."
    )


def which(turn: Turn, places: tuple[Place, ...]) -> Reply:
    """More than one place has that name."""
    buttons = [tap(label(place), ChoosePlace(place.key)) for place in places]
    return Reply(
        bold(turn.words.say("Which one do you mean?")),
        buttons=(*in_rows(buttons, 1), *footer(turn.words)),
    )


def label(place: Place) -> str:
    """A place with its county, where there are several of a name."""
    return (
        f"{place.name}, {place.area}"[:60]
        if place.area and place.area != place.name
        else place.name
    )


def for_search(turn: Turn, ask: Ask, lead: str | None = None) -> Reply:
    """Another place for a search. The search waits in a link of the question itself, not with us."""
    words = turn.words
    address = f"https://t.me/{turn.bot_name}?start={payload(ask)}"
    text = lines(
        words,
        plain(lead) if lead else None,
        link(names.topic(words, ask.topic), address),
        bold(words.say("Which town or postcode? Write it here.")),
    )
    return Reply(text, force_reply=True)


def payload(ask: Ask) -> str:
    """A search as the payload of a deep link."""
    return SEARCH_PAYLOAD + write_ask(ask).replace("|", "-")
