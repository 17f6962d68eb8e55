"""The invented shop as documents, the way search.documents would make them."""

import datetime
from collections.abc import Iterator

from search.query import Doc, Interval

from .corpus import Item, items

DAY = datetime.date(2026, 1, 15)
VALIDITY = datetime.timedelta(days=3 * 365)


def documents(count: int) -> Iterator[Doc]:
    return map(document, items(count))


def document(item: Item) -> Doc:
    maker = item.maker
    star = Interval(item.certified_on, item.certified_on + VALIDITY, item.stars)
    places = dict.fromkeys([maker.commune, maker.province, maker.old_province])
    return Doc(
        kind="product",
        ref=item.id,
        version=1,
        title=item.title,
        title_en=item.title_en,
        names=f"{maker.name} {' '.join(places)}",
        body=item.story,
        group=item.group,
        province=maker.province,
        commune=f"{maker.commune}, {maker.old_province}",
        producer=f"p{maker.id}",
        stars=(star,) if item.stars else (),
        price=item.price,
        stock_until=DAY + datetime.timedelta(days=90) if item.in_stock else None,
        published=item.certified_on,
    )
