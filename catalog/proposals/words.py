"""A proposal as people read it: every proposed field with its old and its new words."""

from dataclasses import dataclass, field

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from oscar.apps.catalogue.models import Product

from catalog.forms.kinds import kind_of
from catalog.forms.proposals import FORMS
from catalog.models import Allergen, LegalForm, ProductFacts, Proposal
from catalog.texts import Text, product_texts, text
from marketplace.kernel.money import format_dong

from .difference import Piece, difference
from .live import FIELDS, FLAGS, changes

# Of which the officer reads word for word what was changed.
_LONG = ("description", "ingredients", "introduction", "summary", "storage", "title")


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what the producer saw, what is proposed, and what stands in the shop now.

    pieces: the difference word by word, where both are texts. now: None unless it has moved.
    """

    name: str
    label: str
    old: str
    new: str
    pieces: list[Piece] = field(default_factory=list)
    now: str | None = None

    @property
    def is_changed(self) -> bool:
        return self.old != self.new


def lines_of(proposal: Proposal, live: dict | None = None) -> list[Line]:
    """Every proposed field but the pictures, in the order of the form.

    live: what stands now; fields of which that is no longer what the producer saw say so, also
    those that the producer does not want to change.
    """
    proposed = changes(proposal)
    gone = {n for n, v in (live or {}).items() if v != proposal.base.get(n)}
    named = [n for n in FIELDS[proposal.kind] if (n in proposed or n in gone) and n != "photos"]
    if not proposal.payload.get("net_content"):
        # Its unit says nothing then; the form has chosen one all the same.
        named = [name for name in named if name != "net_unit" or name in gone]
    return [_line(proposal, name, proposed, live if name in gone else None) for name in named]


def _line(proposal: Proposal, name: str, proposed: dict, live: dict | None) -> Line:
    old = said(name, proposal.base.get(name))
    new = said(name, proposed.get(name, proposal.base.get(name)))
    is_long = name.removesuffix("_en") in _LONG and old and new
    return Line(
        name=name,
        label=label_of(name),
        old=old,
        new=new,
        pieces=difference(old, new) if is_long else [],
        now=None if live is None else said(name, live[name]),
    )


def label_of(name: str) -> str:
    """What the forms call a field."""
    if name == "photos":
        return _("Pictures")
    labels = (form.base_fields[name].label for form in FORMS.values() if name in form.base_fields)
    return str(next(labels))


def said(name: str, value) -> str:
    """A value in words; nothing where it is empty."""
    if name in FLAGS:
        return _("yes") if value else _("no")
    if name == "allergens" and value is not None:
        return ", ".join(str(Allergen(one).label) for one in value) or pgettext(
            "of a proposal", "none"
        )
    if value in (None, "", []):
        return ""
    return _SAYS[name](value) if name in _SAYS else str(value)


def _product(pk: int) -> str:
    product = Product.objects.select_related("facts").filter(pk=pk).first()
    return str(product_texts(product, _language())["title"]) if product else ""


def _kind(key: str) -> str:
    found = kind_of(key)
    row = found and (found.set or found.group)
    return str(text(row.name, row.name_en, _language())) if row else ""


def _language() -> str:
    return get_language() or "vi"


_SAYS = {
    "net_unit": lambda value: str(ProductFacts.Unit(value).label),
    "legal_form": lambda value: str(LegalForm(value).label),
    "price": lambda value: format_dong(value, _language()),
    "decided_on": lambda value: date_format(parse_date(value), "d/m/Y"),
    "product": _product,
    "kind": _kind,
}


def title_of(proposal: Proposal) -> Text:
    """What it is about, in a few words: the product by name, the decision, or the kind."""
    language, payload = _language(), proposal.payload
    if proposal.kind == Proposal.Kind.CHANGE:
        return product_texts(proposal.product, language)["title"]
    if proposal.kind == Proposal.Kind.NEW and payload.get("title"):
        return Text(payload["title"], "vi")
    if proposal.kind == Proposal.Kind.CERTIFICATE and payload.get("number"):
        return Text(payload["number"], "vi")
    return Text(
        {
            Proposal.Kind.NEW: pgettext("of a proposal", "New product"),
            Proposal.Kind.CERTIFICATE: _("Certificate"),
            Proposal.Kind.FACTS: _("Own data"),
        }[proposal.kind],
        language,
    )
