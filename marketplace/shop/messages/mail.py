"""One mail, text and HTML, through the mail server of the settings."""

import hashlib
import io
from email.mime.image import MIMEImage
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

# A mail server that does not answer must not hold the outbox longer than its lease.
SECONDS = 10
# The picture that messages/letter.html shows as cid:qr.
QR_ID = "qr"


def send(*, to: str, subject: str, text: str, html: str = "", qr: str = "", key: str) -> None:
    """Hand one mail to the mail server; raises what smtplib and the network raise.

    qr: the text of a code that is drawn into the mail itself, so that nothing is fetched.
    key: the same key gives the same Message-ID.
    """
    mail = EmailMultiAlternatives(
        subject,
        text,
        to=[to],
        headers={"Message-ID": _message_id(key), "Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=SECONDS),
    )
    if html:
        mail.attach_alternative(html, "text/html")
    if qr:
        mail.mixed_subtype = "related"
        mail.attach(_picture(qr))
    mail.send()


def _message_id(key: str) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"


def _picture(text: str) -> MIMEImage:
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=6, border=4)
    picture = MIMEImage(drawn.getvalue(), "png")
    picture.add_header("Content-ID", f"<{QR_ID}>")
    picture.add_header("Content-Disposition", "inline", filename="vietqr.png")
    return picture
