"""Addresses in two languages: Vietnamese without a prefix, English below /en/."""

from django.utils.translation import get_language

PREFIX = "/en"


def product_path(slug: str, pk: int) -> str:
    """The address of a product's page, in Vietnamese."""
    return f"/products/{slug}-{pk}/"


def without_language(path: str) -> str:
    """The address as it is in Vietnamese."""
    if path == PREFIX or path.startswith(f"{PREFIX}/"):
        return path.removeprefix(PREFIX) or "/"
    return path


def in_language(path: str, language: str | None = None) -> str:
    """The same address in a language ("vi", "en"), by default the one that is being read."""
    language = language or get_language() or "vi"
    plain = without_language(path)
    return f"{PREFIX}{plain}" if language.startswith("en") else plain


def language_of(path: str) -> str:
    """The language of an address: the path decides, never the reader's browser."""
    return "vi" if without_language(path) == path else "en"
