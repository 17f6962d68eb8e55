"""What can stand in the way of buying, and the words for it."""

from dataclasses import dataclass, field
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.kernel.money import format_dong


@dataclass(frozen=True)
class Problem:
    """Something the buyer has to know: `code` for code, `facts` for words.

    `str(problem)` is a sentence in the active language.
    """

    code: str
    facts: dict = field(default_factory=dict)

    def __str__(self) -> str:
        facts = {name: _shown(name, value) for name, value in self.facts.items()}
        # Stars are counted, not paid.
        return _sentence(self.code) % (self.facts if self.code == "lowered" else facts)


def _shown(name, value):
    if name in MONEY:
        return format_dong(value, get_language() or "vi")
    if name == "grams":
        return format_decimal(Decimal(value) / 1000, locale=get_language() or "vi")
    if hasattr(value, "year"):
        return date_format(value, "SHORT_DATE_FORMAT")
    return value


MONEY = {"before", "now", "total", "ceiling"}


def _sentence(code: str) -> str:
    # Built on each call: the words follow the reader's language.
    return {
        "no_star": _("This product has no valid star certificate, so it cannot be ordered."),
        "expired": _("The star certificate has expired; the product cannot be ordered now."),
        "revoked": _("The star certificate was revoked; the product cannot be ordered."),
        "safety": _("The product was withdrawn for safety reasons and cannot be ordered."),
        "suspended": _("The star certificate is suspended; the product is not on sale now."),
        "not_yet": _("The star certificate is not in force yet."),
        "hidden": _("The product is no longer on sale."),
        "medicine": _("Medicine is shown here but not sold online."),
        "service": _("A service cannot be put into the basket; please ask the producer."),
        "not_enough": _("Only %(left)s left; please lower the quantity."),
        "sold_out": _("Sold out."),
        "too_many": _("At most %(most)s pieces fit into one order."),
        "no_price": _("The product has no price at the moment."),
        "lowered": _("The product had %(before)s stars when you chose it and has %(after)s now."),
        "price_changed": _("The price was %(before)s when you chose it and is %(now)s now."),
        "no_weight": _("The producer has not given the weight yet, so it cannot be sent."),
        "too_heavy": _("The parcel weighs %(grams)s kg, more than can be sent at once."),
        "not_fresh_here": _("The producer does not send live or chilled goods to this province."),
        "empty": _("Your basket is empty."),
        "no_province": _("Choose a province to see the shipping cost."),
        "alcohol": _("Alcohol is not handed over against cash; please pay in advance."),
        "over_ceiling": _("Orders above %(ceiling)s cannot be paid in cash on delivery."),
        "no_account": _("Bank transfer is not possible at the moment: no account is set."),
        "unknown_method": _("This way to pay is not offered."),
        "terms_missing": _("Please agree to the terms of sale."),
        "age_missing": _("Please state that you are 18 years or older."),
        "lower_star_missing": _("Please confirm that you order with the lower star."),
        "voucher_unknown": _("This voucher code is not known."),
        "voucher_not_now": _("This voucher cannot be used today."),
        "voucher_used": _("This voucher was already used."),
        "voucher_used_up": _("This discount has been used as often as it may be."),
        "voucher_phone": _(
            "This voucher was used with your number before, at most %(most)s times. "
            "Please take it off in the basket."
        ),
    }[code]
