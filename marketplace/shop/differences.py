"""What changed between the quote a buyer saw and the one that holds now, in sentences."""

from django.core import signing
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.kernel.money import format_dong

from .quote import Quote

SALT = "marketplace.shop.differences"


def seal(quote: Quote, basket_id: int) -> str:
    """What the buyer sees now, signed, to travel in the form that confirms it."""
    lines = {str(line.line_id): _of_line(line) for line in quote.lines}
    shown = {"lines": lines, "shipping": quote.shipping, "total": quote.total}
    return signing.dumps({"basket": basket_id, **shown}, salt=SALT, compress=True)


def unseal(text: str) -> dict:
    """What was shown; empty when the text is not ours."""
    try:
        return signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return {}


def between(seen: dict, quote: Quote) -> list[str]:
    """One sentence for each thing that is no longer as it was shown."""
    if not seen:
        return []
    before, now = dict(seen["lines"]), {str(line.line_id): line for line in quote.lines}
    gone = [
        _("%(title)s is no longer in the basket.") % row
        for k, row in before.items()
        if k not in now
    ]
    changed = [text for k, line in now.items() for text in _line(before.get(k), line)]
    return [*gone, *changed, *_sums(seen, quote)]


def _of_line(line) -> dict:
    return {
        "title": line.title,
        "quantity": line.quantity,
        "price": line.unit_price,
        "stars": line.star.stars if line.star else None,
    }


def _line(before: dict | None, line):
    now = _of_line(line)
    if before is None:
        yield _("%(title)s was added to the basket.") % now
        return
    facts = {"title": line.title}
    if before["quantity"] != now["quantity"]:
        yield _("%(title)s: quantity %(before)d before, %(now)d now.") % {
            **facts,
            "before": before["quantity"],
            "now": now["quantity"],
        }
    if before["price"] != now["price"]:
        yield _("%(title)s: the price was %(before)s, it is %(now)s now.") % {
            **facts,
            "before": _dong(before["price"]),
            "now": _dong(now["price"]),
        }
    if before["stars"] != now["stars"]:
        yield _star(line.title, before["stars"], now["stars"])


def _star(title: str, before: int | None, now: int | None) -> str:
    if now is None:
        return _("%(title)s no longer holds its stars.") % {"title": title}
    return _("%(title)s: %(before)s stars before, %(now)s now.") % {
        "title": title,
        "before": before or 0,
        "now": now,
    }


def _sums(seen: dict, quote: Quote):
    sentences = {
        "shipping": _("Shipping was %(before)s and is %(now)s now."),
        "total": _("The total was %(before)s, it is %(now)s now."),
    }
    for name, sentence in sentences.items():
        before, now = seen[name], getattr(quote, name)
        if before != now and None not in (before, now):
            yield sentence % {"before": _dong(before), "now": _dong(now)}


def _dong(amount: int) -> str:
    return format_dong(amount, get_language() or "vi")
