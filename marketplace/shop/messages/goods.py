"""Goods as a letter names them."""

from django.utils.translation import get_language

from marketplace.shop.models import FulfilmentItem


def titled(item: FulfilmentItem) -> str:
    """The name of the goods in the letter's language, Vietnamese where English is missing."""
    english = (get_language() or "vi").startswith("en")
    return item.title_en if english and item.title_en else item.title


def counted(item: FulfilmentItem) -> str:
    """The name with its number: "2 × Đường thốt nốt"."""
    return f"{item.quantity} × {titled(item)}"
