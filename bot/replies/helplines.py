"""How are numbers told to somebody in danger?

Numbers first, no questions, no judgement, no promise of secrecy (DESIGN 7).
"""

from typing import Final

from bot.buttons import HelpNow
from bot.person import Turn
from bot.replies.footer import footer
from bot.replies.markup import bold, lines, plain, tap
from bot.replies.reply import Button, Reply
from listings.model import Helpline
from locales.words import Words, left_to_right, message

KINDS: Final = {
    "emergency": ("🚨", message("I am in danger now")),
    "suicide_self_harm": ("💙", message("I do not want to live")),
    "abuse": ("🛡", message("Someone hurts or controls me")),
}
FIRST_WORDS: Final = {
    "emergency": message("In danger now? Ring 999. It is free, also without credit."),
    "suicide_self_harm": message("I am sorry that it is so hard. Please talk to a person now."),
    "abuse": message("You did nothing wrong. These people help others like you every day."),
}
LAST_WORDS: Final = {
    "emergency": message("Say the name of your language in English: they can call an interpreter."),
    "suicide_self_harm": message(
        "They listen. You need no papers, and you need not say your name."
    ),
    "abuse": message("If somebody looks at your phone, delete this chat when you have read it."),
}


NOTES: Final = {
    "emergency": message("Police, ambulance, fire. Free, also without credit."),
    "silent": message("If you cannot speak: ring 999, then press 55."),
    "text_999": message(
        "For people who cannot hear or speak. First text the word register to 999, once."
    ),
    "police_101": message("To report a crime when nobody is in danger."),
    "samaritans": message("Day and night, free. They listen."),
    "nhs_mental_health": message(
        "Ring 111 and choose 2: urgent help with your mental health, day and night."
    ),
    "nhs_111": message("If you are ill and cannot wait for a doctor. Free, with an interpreter."),
    "shout": message("Send the word SHOUT as a text message, day and night."),
    "childline": message("For everybody under 19, day and night, free."),
    "papyrus": message("For people up to 35 who think of ending their life."),
    "refuge": message("For women who are hurt or controlled at home, day and night."),
    "modern_slavery": message("For people made to work, or whose papers were taken."),
    "forced_marriage": message("If somebody forces you to marry. It belongs to the government."),
    "karma_nirvana": message("If your family threatens you in the name of honour."),
    "mens_advice": message("For men who are hurt or controlled at home."),
    "galop": message("For LGBT+ people who are hurt or threatened."),
    "migrant_help": message("Advice for asylum seekers, in your language."),
    "shelter": message("If you may lose your home, or have none."),
    "citizens_advice": message("Free advice on money, work, home and rights."),
    "stepchange": message("Free help if you owe money."),
    "healthy_start": message("Money for food, for some who are pregnant or have small children."),
    "acas": message("Your rights at work. They can call an interpreter."),
    "careers": message("Advice on jobs, courses and training."),
    "missing_people": message("If somebody in your family is missing."),
    "victim_support": message("Help after a crime, also if you did not tell the police."),
}


def helpline_line(words: Words, helpline: Helpline) -> str:
    """A helpline in one line: the number first, as it is dialled, then what it is for."""
    note = NOTES.get(helpline.key)
    told = plain(f" {words.say(note)}") if note else ""
    return f"☎️ {bold(left_to_right(helpline.phone))} {plain(helpline.name)}.{told}"


def safety(turn: Turn, kind: str, helplines: tuple[Helpline, ...]) -> Reply:
    """The numbers for one safety intent; those that are not the police stand under a heading of their own."""
    words = turn.words
    sign = KINDS[kind][0]
    others = [helpline_line(words, helpline) for helpline in helplines if not helpline.police]
    police = [helpline_line(words, helpline) for helpline in helplines if helpline.police]
    not_police = ["", bold(words.say("Not the police:")), *others]
    text = lines(
        words,
        bold(f"{sign} {words.say(FIRST_WORDS[kind])}"),
        *((*police, *not_police) if kind == "emergency" else (*others, "", *police)),
        "",
        plain(words.say(LAST_WORDS[kind])),
    )
    rest = tuple((_kind_button(words, other),) for other in KINDS if other != kind)
    return Reply(text, buttons=(*rest, *footer(words)))


def overview(turn: Turn, first: tuple[Helpline, ...]) -> Reply:
    """Help now: the first number of each kind at once, the rest one tap further."""
    words = turn.words
    text = lines(
        words,
        bold("🆘 " + words.say("Help now")),
        *(helpline_line(words, helpline) for helpline in first),
        "",
        plain(words.say("What is happening?")),
    )
    return Reply(text, buttons=(*((_kind_button(words, kind),) for kind in KINDS), *footer(words)))


def _kind_button(words: Words, kind: str) -> Button:
    sign, name = KINDS[kind]
    return tap(f"{sign} {words.say(name)}", HelpNow(kind))
