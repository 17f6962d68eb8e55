"""Why a product is not on sale, in words, each with the page where that is cured."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import StarCertification
from catalog.selling import Block
from marketplace.shop.obstacles import BLOCKS, GAPS, OF_STARS, codes_of

# For a list and its filter; in the order of the codes.
SHORT = {
    "inactive": gettext_lazy("its producer works no more"),
    "hidden": gettext_lazy("hidden by the centre"),
    "medicine": gettext_lazy("it is a medicine"),
    "service": gettext_lazy("it is a service"),
    "no_star": gettext_lazy("no verified certificate"),
    "not_yet": gettext_lazy("certificate not in force yet"),
    "expired": gettext_lazy("certificate expired"),
    "revoked": gettext_lazy("certificate revoked"),
    "suspended": gettext_lazy("certificate suspended"),
    "no_price": gettext_lazy("no price"),
    "no_stock": gettext_lazy("nothing in the producer's store"),
    "no_weight": gettext_lazy("no parcel weight"),
    "too_heavy": gettext_lazy("heavier than every shipping price"),
    "no_tariff": gettext_lazy("no shipping prices today"),
    "no_fresh_zone": gettext_lazy("its producer sends no fresh goods"),
    "no_photo": gettext_lazy("no picture"),
    "no_english": gettext_lazy("no English name"),
}
# With the day that the register names.
_DATED = {
    "not_yet": gettext_lazy("The certificate comes into force on %s."),
    "expired": gettext_lazy("The certificate expired: its last day was %s."),
    "revoked": gettext_lazy("The certificate was revoked from %s on."),
    "safety": gettext_lazy("The certificate was revoked for safety reasons from %s on."),
    "suspended": gettext_lazy("The certificate is suspended; it is looked at again on %s."),
}
_WHOLE = {
    "inactive": gettext_lazy("Its producer is marked as working no more."),
    "hidden": gettext_lazy("The centre has hidden it: it is shown nowhere."),
    "medicine": gettext_lazy("It is marked as a medicine, which only pharmacies sell."),
    "service": gettext_lazy("It is marked as a service, which cannot be sent."),
    "no_star": gettext_lazy("No certificate is verified."),
    "not_yet": gettext_lazy("The certificate is not in force yet."),
    "expired": gettext_lazy("The certificate expired."),
    "revoked": gettext_lazy("The certificate was revoked."),
    "suspended": gettext_lazy("The certificate is suspended."),
    "no_price": gettext_lazy("It has no price."),
    "no_stock": gettext_lazy(
        "Nothing that is still good stands in the producer's store. "
        "The producer enters a batch under “My stock”."
    ),
    "no_weight": gettext_lazy("Its weight with packaging is not known, so shipping has no price."),
    "too_heavy": gettext_lazy("It is heavier than the last row of the shipping prices."),
    "no_tariff": gettext_lazy("No shipping prices hold today."),
    "no_fresh_zone": gettext_lazy(
        "It is live or chilled, and its producer has not said how far it sends such goods."
    ),
    "no_photo": gettext_lazy("It has no picture; a drawing stands in its place."),
    "no_english": gettext_lazy("It has no English name; readers of English see the Vietnamese."),
}
# Code -> what is done about it, the page, and the field on it.
_CURES = {
    "inactive": (gettext_lazy("Change the producer"), "maker", "is_active"),
    "hidden": (gettext_lazy("Show it again"), "product", "status"),
    "medicine": (gettext_lazy("Look at the mark"), "product", "is_medicine"),
    "service": (gettext_lazy("Look at the mark"), "product", "is_service"),
    "no_price": (gettext_lazy("Enter the price"), "product", "price"),
    "no_weight": (gettext_lazy("Enter the weight"), "product", "parcel_weight_g"),
    "too_heavy": (gettext_lazy("Correct the weight"), "product", "parcel_weight_g"),
    "no_fresh_zone": (gettext_lazy("Enter how far it sends"), "maker", "fresh_zones"),
    "no_photo": (gettext_lazy("Add a picture"), "product", "photos"),
    "no_english": (gettext_lazy("Enter the English name"), "product", "title_en"),
}


@dataclass(frozen=True)
class Told:
    """One reason. words: a sentence; cure, url: what to do, and where."""

    code: str
    words: str
    cure: str
    url: str


def reasons(product, block: Block | None, waiting: StarCertification | None) -> list[Told]:
    """All that stands against ordering a product of products_with_obstacles().

    block: what catalog.selling says of it, with its day. waiting: a certificate that nobody has
    verified yet.
    """
    return [_told(product, code, block, waiting) for code in codes_of(product, BLOCKS)]


def gaps(product) -> list[Told]:
    """What makes the page of a product poor, and stops nobody."""
    return [_told(product, code, None, None) for code in codes_of(product, GAPS)]


def _told(product, code: str, block, waiting) -> Told:
    label, url = _cure(product, code, waiting)
    return Told(code, _sentence(code, block), str(label), url)


def _sentence(code: str, block: Block | None) -> str:
    said = "safety" if block and block.code == "safety" else code
    if code in OF_STARS and block and block.date and said in _DATED:
        return _DATED[said] % date_format(block.date, "d/m/Y")
    return str(_WHOLE[code])


def _cure(product, code: str, waiting) -> tuple[str, str]:
    if code in OF_STARS:
        return _cure_of_the_star(product, code, waiting)
    if code == "no_stock":
        return _("Who can enter it"), reverse("office_producer", args=[_maker(product)]) + "#reach"
    if code == "no_tariff":
        return _("Enter shipping prices"), reverse("office_bands")
    label, page, field = _CURES[code]
    if page == "maker":
        address = reverse("office_producer_edit", args=[_maker(product)])
    else:
        address = reverse("office_product_edit", args=[product.pk])
    return label, f"{address}#id_{field}"


def _cure_of_the_star(product, code: str, waiting) -> tuple[str, str]:
    if waiting:
        return _("A certificate waits to be verified"), reverse(
            "office_certificate", args=[waiting.pk]
        )
    if code in ("no_star", "expired"):
        return _("Enter the decision"), reverse("office_decision_new")
    return _("See its certificates"), reverse("office_product_history", args=[product.pk])


def _maker(product) -> int:
    return product.facts.producer_id
