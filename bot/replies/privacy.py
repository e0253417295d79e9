"""What is kept of a person, and how does it go away? Said plainly, and shown whole."""

from bot.buttons import Forget, Menu
from bot.person import Turn
from bot.replies.footer import footer
from bot.replies.markup import bold, lines, plain, tap
from bot.replies.reply import Reply
from locales.words import left_to_right, message

KEPT = (
    message(
        "I keep: the number of this chat, your language, your area (about 1 km), who sent you here,"
        " the day you last wrote, and what you asked to be reminded of."
    ),
    message("I never keep: your name, your phone number, what you write, or what you looked for."),
    message("If you write nothing for 12 months, everything about you is deleted."),
    message("Telegram, the company, can see messages to bots. Do not write secrets here."),
    message("I am not part of the Home Office, the police or a council."),
)


def privacy(turn: Turn) -> Reply:
    """What is kept and what never is."""
    words = turn.words
    text = lines(
        words,
        bold(words.say("What is kept about you: almost nothing")),
        *(f"• {plain(words.say(part))}" for part in KEPT),
        "",
        left_to_right("/mydata") + " " + plain(words.say("Show what is kept")),
        left_to_right("/forget") + " " + plain(words.say("Delete everything about me")),
    )
    return Reply(text, buttons=footer(words))


def my_data(turn: Turn, reminders: tuple[str, ...]) -> Reply:
    """Every field that is kept, as it is kept; `reminders` are the names of what is reminded of."""
    words, person = turn.words, turn.person
    nothing = words.say("not known")
    point = person.place.point if person.place else None
    area = (
        f"{person.place.name} ({point.latitude:.2f}, {point.longitude:.2f})"
        if person.place and point
        else nothing
    )
    asked = words.full_date(person.asked_on) if person.asked_on else words.say("never")
    facts = (
        words.say("Chat number: {number}", number=str(person.chat_id)),
        words.say("Language: {language}", language=_language(turn) or nothing),
        words.say("Area: {area}", area=area),
        words.say("Sent here by: {partner}", partner=person.partner or nothing),
        words.say("First day: {date}", date=words.full_date(person.created_on)),
        words.say("Last day: {date}", date=words.full_date(person.seen_on)),
        words.say(
            "Reminders: {names}", names=words.joined(reminders) if reminders else words.say("none")
        ),
        words.say("I last asked you how it was: {date}", date=asked),
    )
    text = lines(words, bold(words.say("This is all that is kept about you:")), *map(plain, facts))
    return Reply(
        text,
        buttons=((tap("🗑 " + words.say("Delete everything about me"), Forget()),), *footer(words)),
    )


def confirm_forget(turn: Turn) -> Reply:
    """The one question before everything goes."""
    words = turn.words
    return Reply(
        bold(words.say("Delete everything that is kept about you?")),
        buttons=(
            (tap("🗑 " + words.say("Yes, delete everything"), Forget(sure=True)),),
            (tap(words.say("No, keep it"), Menu()),),
            *footer(words, menu=False),
        ),
    )


def forgotten(turn: Turn) -> Reply:
    """It is done; what stays in Telegram is the person's own to delete."""
    words = turn.words
    return Reply(
        lines(
            words,
            bold(words.say("Everything about you is deleted.")),
            plain(
                words.say(
                    "The messages in this chat are on your phone: delete the chat to remove them too."
                )
            ),
            plain(words.say("If you write again, we begin anew.")),
        ),
        buttons=footer(words, menu=False),
    )


def _language(turn: Turn) -> str | None:
    code = turn.person.language
    return turn.words.language_name(code) if code else None
