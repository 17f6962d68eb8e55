"""What stands in the shop now, as a proposal counts it, and what a proposal would change of it.

Values are what JSON can hold, by the name of the field: texts, numbers, yes or no, lists.
"""

import hashlib
import json

from oscar.apps.catalogue.models import Product

from catalog.models import Producer, Proposal

FLAGS = (
    "is_alcohol",
    "is_medicine",
    "is_health_food",
    "is_service",
    "is_live",
    "needs_cold_chain",
)
# In the order of the form.
FACTS = (
    "summary",
    "net_content",
    "net_unit",
    "parcel_weight_g",
    "ingredients",
    "storage",
    "shelf_life_days",
    "allergens",
    "title_en",
    "summary_en",
    "description_en",
    "ingredients_en",
    "storage_en",
    "gtin",
    *FLAGS,
)
OF_PRODUCT = ("title", "summary", "description", *FACTS[1:], "photos")
# Only of a new product: afterwards the price is the producer's own, and the group the centre's.
OF_NEW = ("title", "kind", *OF_PRODUCT[1:], "price")
OF_PRODUCER = (
    "trade_name",
    "legal_name",
    "legal_form",
    "tax_code",
    "phone",
    "address_line",
    "introduction",
    "introduction_en",
)
OF_CERTIFICATE = ("product", "number", "decided_on")
FIELDS = {
    Proposal.Kind.CHANGE: OF_PRODUCT,
    Proposal.Kind.NEW: OF_NEW,
    Proposal.Kind.FACTS: OF_PRODUCER,
    Proposal.Kind.CERTIFICATE: OF_CERTIFICATE,
}
# Said to the officer beside the proposal; nothing of it is entered.
ASIDE = ("note", "consent")
_EMPTY = (None, "", [], False)


def live_values(kind: str, producer: Producer, product: Product | None) -> dict:
    """The values that a proposal of this kind is compared with; of what is new there are none.

    Reads the rows anew, at most three queries.
    """
    if kind == Proposal.Kind.CHANGE:
        return _of_product(product.pk)
    if kind == Proposal.Kind.FACTS:
        return _of_producer(producer.pk)
    return {}


def live_of(proposal: Proposal) -> dict:
    return live_values(proposal.kind, proposal.producer, proposal.product)


def _of_product(pk: int) -> dict:
    product = Product.objects.select_related("facts").get(pk=pk)
    photos = product.photos.order_by("position", "pk").values_list("image_id", flat=True)
    return {
        "title": product.title,
        "description": product.description,
        **{name: getattr(product.facts, name) for name in FACTS},
        "photos": [f"image:{image}" for image in photos],
    }


def _of_producer(pk: int) -> dict:
    producer = Producer.objects.select_related("place").get(pk=pk)
    values = {name: getattr(producer, name) for name in OF_PRODUCER if name != "address_line"}
    return {**values, "address_line": producer.place.address_line}


def version_of(values: dict) -> str:
    """One short word for exactly these values."""
    written = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def changes(proposal: Proposal) -> dict:
    """The proposed values that differ from what the producer saw, by field."""
    payload, base = proposal.payload, proposal.base
    return {
        name: payload[name]
        for name in FIELDS[proposal.kind]
        if name in payload and not _same(payload[name], base.get(name))
    }


def moved_fields(proposal: Proposal, live: dict) -> list[str]:
    """The fields whose live value is no longer what the producer saw."""
    return [name for name, value in live.items() if value != proposal.base.get(name)]


def merged(proposal: Proposal, live: dict) -> dict:
    """The payload beside what stands now: what the producer left alone follows the shop."""
    payload, base = proposal.payload, proposal.base
    alone = {name for name in live if payload.get(name) == base.get(name)}
    return payload | {name: live[name] for name in alone}


def _same(proposed, seen) -> bool:
    """A field left empty says nothing; but no allergens is an answer, and none asked is not."""
    if isinstance(proposed, list) or isinstance(seen, list):
        return proposed == seen
    return proposed == seen or (proposed in _EMPTY and seen in _EMPTY)
