"""A big catalogue for measuring: the demonstration's products, again and again in other communes.

Rows are written in bulk, past the doors, because ten thousand certificates and batches through
them would take minutes and prove nothing that the demonstration itself does not.
"""

from datetime import timedelta
from itertools import cycle, islice

from oscar.apps.catalogue.models import Product
from oscar.apps.partner.models import Partner, StockRecord

from catalog.models import (
    AdminUnit,
    Place,
    Producer,
    ProductFacts,
    ProductPhoto,
    StarCertification,
)
from marketplace.kernel import clock
from marketplace.kernel.text import slug
from showrooms.models import Batch, StockBalance, StockMove, StockPlace

PRODUCTS_A_PRODUCER = 3
CHUNK = 2000


def load_scale(count: int) -> int:
    """Add `count` products of new producers; returns how many there are of them."""
    if count <= 0:
        return 0
    makers = _producers(-(-count // PRODUCTS_A_PRODUCER))
    models = list(
        Product.objects.filter(facts__is_service=False).select_related("facts").order_by("pk")
    )
    pairs = list(islice(zip(cycle(models), _repeat(makers), strict=False), count))
    products = _products(pairs)
    _facts(products, pairs)
    _photos(products, pairs)
    _stars(products)
    _stock(products, pairs)
    return count


def _repeat(makers):
    for maker in makers:
        yield from [maker] * PRODUCTS_A_PRODUCER


def _producers(count: int) -> list[Producer]:
    communes = list(
        AdminUnit.objects.filter(vintage="VN-2025-07", level="commune").select_related("parent")
    )
    step = max(1, len(communes) // count)
    chosen = list(islice(cycle(communes[::step]), count))
    names = [f"Cơ sở {unit.name} {i}" for i, unit in enumerate(chosen, 1)]
    partners = Partner.objects.bulk_create(
        [Partner(name=name, code=f"scale-{i}") for i, name in enumerate(names)]
    )
    places = Place.objects.bulk_create(
        [Place(commune=unit, address_line="Tổ 1") for unit in chosen]
    )
    makers = Producer.objects.bulk_create(
        [
            Producer(
                partner=partner,
                slug=slug(name),
                legal_form="production_establishment",
                legal_name=name,
                trade_name=name.removeprefix("Cơ sở "),
                place=place,
                is_invented=True,
            )
            for name, partner, place in zip(names, partners, places, strict=True)
        ]
    )
    StockPlace.objects.bulk_create(
        [StockPlace(kind="store", name=m.trade_name, producer=m) for m in makers]
    )
    return makers


def _products(pairs) -> list[Product]:
    titles = [f"{model.title} {maker.trade_name}" for model, maker in pairs]
    products = [
        Product(
            structure=Product.STANDALONE,
            title=title,
            slug=slug(title),
            description=model.description,
            product_class_id=model.product_class_id,
        )
        for title, (model, _) in zip(titles, pairs, strict=True)
    ]
    made = Product.objects.bulk_create(products, batch_size=CHUNK)
    StockRecord.objects.bulk_create(
        [
            StockRecord(
                product=product,
                partner_id=maker.partner_id,
                partner_sku=f"S{product.pk}",
                price=20_000 + product.pk * 7919 % 480 * 1000,
                price_currency="VND",
            )
            for product, (_, maker) in zip(made, pairs, strict=True)
        ],
        batch_size=CHUNK,
    )
    return made


def _facts(products, pairs):
    copied = [
        field.attname
        for field in ProductFacts._meta.concrete_fields
        if field.attname not in ("product_id", "producer_id", "gtin")
    ]
    ProductFacts.objects.bulk_create(
        [
            ProductFacts(
                product=product,
                producer=maker,
                **{name: getattr(model.facts, name) for name in copied},
            )
            for product, (model, maker) in zip(products, pairs, strict=True)
        ],
        batch_size=CHUNK,
    )


def _photos(products, pairs):
    pictures = dict(ProductPhoto.objects.filter(position=0).values_list("product_id", "image_id"))
    ProductPhoto.objects.bulk_create(
        [
            ProductPhoto(product=product, image_id=pictures[model.pk])
            for product, (model, _) in zip(products, pairs, strict=True)
            if model.pk in pictures
        ],
        batch_size=CHUNK,
    )


def _stars(products):
    today = clock.today()
    decision = StarCertification.objects.order_by("pk").first().decision
    StarCertification.objects.bulk_create(
        [
            StarCertification(
                product=product,
                decision=decision,
                stars=3 + (product.pk % 4 == 0),
                status=StarCertification.Status.VALID,
                effective_on=today - timedelta(days=300),
                # One in ten has ended, so that the filter by day has work to do.
                valid_until=today + timedelta(days=700 if product.pk % 10 else -5),
            )
            for product in products
        ],
        batch_size=CHUNK,
    )


def _stock(products, pairs):
    today = clock.today()
    batches = Batch.objects.bulk_create(
        [
            Batch(product=product, lot="1", best_before=today + timedelta(days=200))
            for product in products
        ],
        batch_size=CHUNK,
    )
    stores = dict(StockPlace.objects.values_list("producer_id", "pk"))
    balances = StockBalance.objects.bulk_create(
        [
            StockBalance(place_id=stores[maker.pk], batch=batch, owner=maker, on_hand=20)
            for batch, (_, maker) in zip(batches, pairs, strict=True)
        ],
        batch_size=CHUNK,
    )
    StockMove.objects.bulk_create(
        [StockMove(balance=b, kind=StockMove.Kind.RECEIVE, on_hand_change=20) for b in balances],
        batch_size=CHUNK,
    )
