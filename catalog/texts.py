"""Texts kept in two languages, and which of them a reader gets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words and the language they are in, which may not be the reader's."""

    words: str
    language: str

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)


def text(vietnamese: str, english: str, language: str) -> Text:
    """The English words for a reader of English where there are any, else the Vietnamese."""
    if language == "en" and english:
        return Text(english, "en")
    return Text(vietnamese, "vi")


def product_texts(product, language: str) -> dict[str, Text]:
    """Title, summary, description, ingredients and storage of a product, for a reader."""
    facts = product.facts
    return {
        "title": text(product.title, facts.title_en, language),
        "summary": text(facts.summary, facts.summary_en, language),
        "description": text(product.description, facts.description_en, language),
        "ingredients": text(facts.ingredients, facts.ingredients_en, language),
        "storage": text(facts.storage, facts.storage_en, language),
    }
