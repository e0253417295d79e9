"""What is said to a greeting, a thank you, a question about the bot, or something it cannot do?"""

from typing import Final

from bot.buttons import Action, Ask, Search
from bot.person import Turn
from bot.replies import menu, names
from bot.replies.footer import footer
from bot.replies.markup import bold, in_rows, lines, plain, tap
from bot.replies.reply import Button, Reply
from locales.words import left_to_right, message

SMALL_TALK: Final = {
    "greet": message("Hello. I am glad that you are here."),
    "goodbye": message("Goodbye. Write to me whenever you want."),
    "thanks": message("You are welcome."),
    "affirm": message("Good. What do you need next?"),
    "deny": message("All right. Then tell me what you need."),
    "out_of_scope": message(
        "I cannot help with that. I know places and people near you that can help with everyday life."
    ),
}
MEDIA: Final = {
    "voice": message("I cannot listen to voice messages. Please write, or tap below."),
    "photo": message(
        "I cannot see pictures. If it is a letter, these people can read it with you: Interpreters and letters."
    ),
    "sticker": message("Nice. What do you need?"),
    "file": message("I cannot open files. Please write what you need, or tap below."),
    "contact": message("I do not keep phone numbers. What do you need?"),
    "other": message("I cannot read that. Please write, or tap below."),
}
HELP_LINES: Final = (
    message("Write what you need in your own words, in your language. Or tap in the menu."),
    message('For example: "English classes near Barnsley" or "food bank tomorrow".'),
    message("I show places, times, costs and phone numbers. I do not give advice on your case."),
    message("I am a machine. I can be wrong: ring before you travel far."),
)
COMMANDS: Final = {
    "start": message("Start again"),
    "menu": message("What can I ask?"),
    "place": message("Where I am"),
    "language": message("Change language"),
    "reminders": message("My reminders"),
    "helpnow": message("Danger or crisis: numbers"),
    "help": message("How this works"),
    "privacy": message("What is kept about me"),
    "mydata": message("Show what is kept"),
    "forget": message("Delete everything about me"),
    "stop": message("Stop messages"),
}

FIRST_WEEKS: Final = (
    "immigration_advice",
    "healthcare",
    "learn_english",
    "meet_people",
    "food",
    "housing",
    "get_online",
    "transport",
)


def small_talk(turn: Turn, intent: str) -> Reply:
    """A short human sentence, and the menu so that nobody stands there with nothing to tap."""
    return menu.menu(turn, lead=turn.words.say(SMALL_TALK[intent]))


def media(turn: Turn, kind: str) -> Reply:
    """The kind sentence for what cannot be read."""
    return menu.menu(turn, lead=turn.words.say(MEDIA[kind]))


def help_text(turn: Turn) -> Reply:
    """How to use the bot, with its commands."""
    words = turn.words
    commands = [
        f"{left_to_right(f'/{name}')} {plain(words.say(text))}" for name, text in COMMANDS.items()
    ]
    text = lines(
        words,
        bold(words.say("How this works")),
        *(plain(words.say(part)) for part in HELP_LINES),
        "",
        *commands,
    )
    return Reply(text, buttons=footer(words))


def talk_to_person(turn: Turn, numbers: tuple[str, ...]) -> Reply:
    """The bot is no person: who is; `numbers` are helpline lines, already safe."""
    words = turn.words
    text = lines(
        words,
        plain(
            words.say("I am a machine, and nobody reads this chat. These people answer the phone:")
        ),
        *numbers,
        "",
        plain(
            words.say(
                "For help face to face, choose a topic in the menu: each place has a phone number."
            )
        ),
    )
    return Reply(text, buttons=footer(words))


def old_button(turn: Turn) -> Reply:
    """A button that means nothing any more."""
    return menu.menu(turn, lead=turn.words.say("This button is old. Please tap one of these."))


def lost(turn: Turn) -> Reply:
    """A message that was not understood."""
    return menu.menu(
        turn, lead=turn.words.say("I am not sure what you mean. Please tap what is closest.")
    )


def not_reading(turn: Turn) -> Reply:
    """The language part is not there: the menu still is."""
    return menu.menu(
        turn,
        lead=turn.words.say(
            "I cannot read sentences at this moment, but everything works by tapping."
        ),
    )


def edited(turn: Turn) -> Reply:
    """An edited message is not answered twice."""
    return Reply(
        plain(
            turn.words.say("I saw that you changed a message. Please send it again as a new one.")
        ),
        buttons=footer(turn.words),
    )


def apology(turn: Turn) -> Reply:
    """Something broke on our side."""
    return menu.menu(
        turn,
        lead=turn.words.say(
            "Sorry, something went wrong on my side. Please try again, or tap below."
        ),
    )


def first_weeks(turn: Turn) -> Reply:
    """The topics that matter most to somebody who has just arrived."""
    words = turn.words
    buttons = [tap(names.topic(words, topic), Search(Ask(topic))) for topic in FIRST_WEEKS]
    return Reply(
        bold(words.say("For the first weeks, look at these:")),
        buttons=(*in_rows(buttons, 1), *footer(words)),
    )


def how_to_report(turn: Turn) -> Reply:
    """Wrong information is reported on the card itself, so that the right one is mended."""
    return menu.menu(
        turn,
        lead=turn.words.say(
            "Open the place or event, then tap Wrong information. It takes two taps."
        ),
    )


def meanings(turn: Turn, choices: tuple[tuple[str, Action], ...]) -> Reply:
    """What was meant? The likeliest meanings to tap."""
    words = turn.words
    rows = tuple((tap(names.intent(words, intent), action),) for intent, action in choices)
    return Reply(bold(words.say("Do you mean one of these?")), buttons=(*rows, *footer(words)))


def only_private(turn: Turn) -> Reply:
    """A group is no place to ask for help."""
    words = turn.words
    return Reply(
        plain(words.say("I only talk to one person at a time. Write to me here:")),
        buttons=((Button("Waypost", url=f"https://t.me/{turn.bot_name}"),),),
    )
