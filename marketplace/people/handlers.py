"""What the outbox does with invitations. It may run twice; see doors.code_to_send."""

from django.utils import translation

from marketplace.kernel.outbox.queue import handles
from marketplace.shop.handlers import email, text_message
from marketplace.shop.messages.letter import as_mail, as_text

from . import doors, letters


@handles("invitation")
def invitation(payload):
    """Draw a one-time code and send it at once: {"invitation", "serial"}.

    The words go past the outbox, which keeps what it sent for a month. Effects: the code's
    digest, one mail or SMS, sent_serial.
    """
    pk, serial = payload["invitation"], payload["serial"]
    if (found := doors.code_to_send(pk, serial)) is None:
        return
    guest, code = found
    key = f"invitation:{pk}:{serial}:{guest.digest[:16]}"
    with translation.override(guest.language):
        letter = letters.with_code(guest, code)
        if guest.email:
            email(as_mail(letter, guest.email, key))
        else:
            text_message({"to": guest.phone, "text": as_text(letter), "key": key})
    doors.code_was_sent(pk, serial)
