"""Changing what is known of a producer or a product."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product
from oscar.apps.partner.models import Partner

from catalog.models import Place, Producer, ProductFacts
from marketplace.kernel.text import nfc

from .entering import address_of, clean_text, clean_title
from .log import note, plain, refuse_if_moved

OF_A_PLACE = ("commune", "legacy_commune", "address_line", "hamlet", "as_written")
# Kept in Oscar's product, the rest in ProductFacts.
OF_OSCAR = ("title", "description")


@transaction.atomic
def change_product(product: Product, *, by, seen: int | None = None, **facts) -> dict:
    """Change a product. facts: title, description and fields of ProductFacts, any of them.

    Effects: the rows, a new address where the title changed (the old one leads on), search, and
    one FactsChange of what is different now; returns that, {} where nothing was.
    seen: seen_of() when the form was opened; raises ChangedMeanwhile when somebody was faster.
    Refuses with ValidationError what the fields refuse.
    """
    known = ProductFacts.objects.select_for_update().get(pk=product.pk)
    refuse_if_moved(product, seen)
    said = {name: facts.pop(name) for name in OF_OSCAR if name in facts}
    if "gtin" in facts:
        facts["gtin"] = facts["gtin"] or None
    what = _set(known, facts)
    if what:
        known.full_clean(exclude=["product"])
        known.save(update_fields=list(what))
    what |= _say(product, said)
    note(product, what, by=by)
    return what


def _say(product: Product, said: dict) -> dict:
    """Change the words that Oscar keeps."""
    fresh = Product.objects.get(pk=product.pk)
    if "title" in said:
        said["title"] = clean_title(said["title"])
    if "description" in said:
        said["description"] = clean_text(said["description"], "description")
    what = _set(fresh, said)
    if "title" in what:
        fresh.slug = address_of(fresh.title)
    if what:
        fresh.save(update_fields=[*what, "slug", "date_updated"])
    return what


@transaction.atomic
def change_producer(producer: Producer, *, by, seen: int | None = None, **facts) -> dict:
    """Change a producer. facts: fields of Producer and of its place, any of them.

    Effects: the rows, the name of Oscar's partner, search, one FactsChange; the address of its
    page stays. `as_written` is what a certificate says: once there, it is not rewritten.
    seen, refusals and the answer are those of change_product.
    """
    known = Producer.objects.select_for_update().get(pk=producer.pk)
    refuse_if_moved(producer, seen)
    place = Place.objects.select_for_update().get(pk=known.place_id)
    where = {name: facts.pop(name) for name in OF_A_PLACE if name in facts}
    _refuse_rewriting(place, where)
    if "tax_code" in facts:
        facts["tax_code"] = facts["tax_code"] or None
    what, moved = _set(known, facts), _set(place, where)
    if moved:
        place.full_clean()
        place.save(update_fields=list(moved))
    if what:
        known.full_clean(exclude=["partner", "place"])
        known.save(update_fields=list(what))
    if "trade_name" in what:
        Partner.objects.filter(pk=known.partner_id).update(name=nfc(known.trade_name))
    note(producer, what | moved, by=by)
    return what | moved


def _refuse_rewriting(place: Place, where: dict) -> None:
    if place.as_written and where.get("as_written", place.as_written) != place.as_written:
        raise ValidationError(
            {"as_written": _("The address as the certificate has it cannot be rewritten.")}
        )


def _set(row, values: dict) -> dict:
    """Give a row these values; what is different now: field -> (before, after)."""
    what = {}
    for name, value in values.items():
        field = row._meta.get_field(name)
        before = getattr(row, field.attname)
        setattr(row, name, value)
        after = getattr(row, field.attname)
        after = field.to_python(after) if isinstance(after, str) else after
        if before != after:
            what[name] = [plain(before), plain(after)]
    return what
