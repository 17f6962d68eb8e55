"""Entering producers and products."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product, ProductClass
from oscar.apps.partner.models import Partner, StockRecord

from catalog.models import AdminUnit, Place, Producer, ProductFacts
from catalog.producer_slugs import free_slug
from catalog.signals import producer_registered
from marketplace.kernel.fields import refuse_controls
from marketplace.kernel.text import nfc, slug

from .log import note

_LONGEST_TITLE = 160


@transaction.atomic
def register_producer(
    *, commune: AdminUnit, address_line: str = "", as_written: str = "", by=None, **facts
) -> Producer:
    """Enter a producer. facts: fields of Producer, and of its place `hamlet` and
    `legacy_commune`; the trade name may be left to the legal name.

    Effects: Oscar's partner, the place, the producer, its first FactsChange where somebody is
    named; `producer_registered`, on which the store of its goods is opened. Refuses with
    ValidationError what the fields refuse.
    """
    facts["trade_name"] = facts.get("trade_name") or facts["legal_name"]
    facts["tax_code"] = facts.get("tax_code") or None
    place = Place(
        commune=commune,
        legacy_commune=facts.pop("legacy_commune", None),
        hamlet=facts.pop("hamlet", ""),
        address_line=address_line,
        as_written=as_written,
    )
    place.clean_fields()
    producer = Producer(slug=free_slug(facts["trade_name"]), place=place, **facts)
    producer.full_clean(exclude=["partner", "place"])
    place.save()
    name = nfc(producer.trade_name)
    producer.partner = Partner.objects.create(name=name, code=f"producer-{producer.slug}")
    producer.place = place
    producer.save(force_insert=True)
    producer_registered.send(Producer, producer=producer)
    if by:
        note(producer, {}, by=by, is_entry=True)
    return producer


@transaction.atomic
def register_product(
    *,
    producer: Producer,
    title: str,
    description: str = "",
    price: int | None = None,
    by=None,
    **facts,
) -> Product:
    """Enter a product of a producer. facts: fields of ProductFacts; price: whole dong.

    Effects: Oscar's product (Vietnamese title and description), its one stock record, its facts,
    its first FactsChange where somebody is named.
    Without a price it is shown and cannot be bought. Refuses with ValidationError what the
    fields refuse.
    """
    title, description = clean_title(title), clean_text(description, "description")
    facts["gtin"] = facts.get("gtin") or None
    known = ProductFacts(producer=producer, **facts)
    known.full_clean(exclude=["product"])
    product = Product.objects.create(
        structure=Product.STANDALONE,
        title=title,
        slug=address_of(title),
        description=description,
        product_class=_product_class(),
    )
    StockRecord.objects.create(
        product=product,
        partner=producer.partner,
        partner_sku=f"SP{product.pk}",
        price=None if price is None else Decimal(price),
        price_currency="VND",
    )
    known.product = product
    known.save(force_insert=True)
    if by:
        note(product, {}, by=by, is_entry=True)
    return product


def _product_class() -> ProductClass:
    return ProductClass.objects.get_or_create(
        slug="ocop", defaults={"name": "OCOP", "track_stock": False}
    )[0]


def address_of(title: str) -> str:
    """The words in the address of a product's page."""
    return slug(title) or "san-pham"


def clean_title(title: str) -> str:
    title = clean_text(title, "title")
    if not 0 < len(title) <= _LONGEST_TITLE:
        raise ValidationError({"title": _("A title has 1 to %d characters.") % _LONGEST_TITLE})
    return title


def clean_text(words: str, field: str) -> str:
    """Oscar's fields do not look; this text is kept as ours are. Raises ValidationError."""
    try:
        refuse_controls(words)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
    return nfc(words).strip()
