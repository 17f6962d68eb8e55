"""A message before it is known how it travels: one text for a mail, one for a telephone."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import get_language

from cms.models import Operator
from marketplace.kernel.outbox.queue import enqueue

from . import sms


@dataclass(frozen=True)
class Letter:
    """Words in the reader's language.

    lines: paragraphs. facts: (name, value) pairs to read or copy. short: the same for an SMS,
    without the address. qr: the text of a code to draw. url: whole address; action: its words.
    """

    subject: str
    lines: tuple[str, ...]
    short: str
    url: str
    action: str
    greeting: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    qr: str = ""


def post(letter: Letter, *, key: str, email: str = "", phone: str = "") -> None:
    """Ask the outbox for a mail where there is an address, else for an SMS; once per key."""
    if email:
        enqueue("email", key, as_mail(letter, email, key))
    elif phone:
        enqueue("sms", key, {"to": phone, "text": as_text(letter), "key": key})


def as_mail(letter: Letter, email: str, key: str) -> dict:
    """The letter as the handler of "email" takes it."""
    context = {
        "letter": letter,
        "language": get_language() or "vi",
        "operator": Operator.objects.first() or Operator(),
    }
    return {
        "to": email,
        "subject": " ".join(letter.subject.split()),
        "text": render_to_string("messages/letter.txt", context),
        "html": render_to_string("messages/letter.html", context),
        "qr": letter.qr,
        "key": key,
    }


def as_text(letter: Letter) -> str:
    """The short words and their link as one message; the link is never cut."""
    text, url = letter.short, letter.url
    whole = f"{text} {url}"
    if len(whole) <= sms.MARKED_LENGTH:
        return whole
    room = sms.PLAIN_LENGTH - len(url) - 1
    return f"{sms.without_marks(text)[: max(room, 0)].rstrip()} {url}"
