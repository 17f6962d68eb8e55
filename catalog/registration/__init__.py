"""DOOR of producers and products, their pictures, and the log of who changed what.

Each comes with the rows of Oscar that it cannot do without. What a product costs is changed in
marketplace.shop.pricing.
"""

from .changing import change_producer, change_product
from .entering import register_producer, register_product
from .log import ChangedMeanwhile, note, seen_of, since
from .pictures import SAID, Picture, keep_picture, set_photos

__all__ = [
    "SAID",
    "ChangedMeanwhile",
    "Picture",
    "change_producer",
    "change_product",
    "keep_picture",
    "note",
    "register_producer",
    "register_product",
    "seen_of",
    "set_photos",
    "since",
]
