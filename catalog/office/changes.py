"""The log of producers and products in words: who changed what, from what to what."""

from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from catalog.forms.producer import ProducerForm
from catalog.forms.product import ProductForm
from catalog.models import (
    AdminUnit,
    Allergen,
    FactsChange,
    LegalForm,
    ProductFacts,
    ProductGroup,
    ProductSet,
    ProductStatus,
)
from catalog.places import full_name
from catalog.texts import text

LONGEST = 160
LABELS = {
    **{name: field.label for name, field in ProducerForm.base_fields.items()},
    **{name: field.label for name, field in ProductForm.base_fields.items()},
    "group": gettext_lazy("Group"),
    "set": gettext_lazy("Set"),
    "photos": gettext_lazy("Pictures"),
    "description": pgettext_lazy("of a product", "Description"),
}
CHOICES = {
    "legal_form": dict(LegalForm.choices),
    "status": dict(ProductStatus.choices),
    "net_unit": dict(ProductFacts.Unit.choices),
    "allergens": dict(Allergen.choices),
}
ROWS = {
    "group": ProductGroup,
    "set": ProductSet,
    "commune": AdminUnit,
    "legacy_commune": AdminUnit,
}


def told(changes: list[FactsChange], *, labels=None, choices=None) -> list[dict]:
    """Each change with `lines`: (label, before, after); a query for each kind of row named.

    labels, choices: of fields that a package above keeps.
    """
    names = LABELS | (labels or {})
    words = _Words(changes, CHOICES | (choices or {}))
    return [
        {
            "change": change,
            "lines": [
                (names.get(name, name), words.of(name, before), words.of(name, after))
                for name, (before, after) in change.what.items()
            ],
        }
        for change in changes
    ]


class _Words:
    """What a value of the log means to a reader."""

    def __init__(self, changes, choices):
        self.choices = choices
        self.rows = {name: self._rows(name, model, changes) for name, model in ROWS.items()}

    @staticmethod
    def _rows(name, model, changes) -> dict:
        ids = {pk for change in changes for pk in change.what.get(name, ()) if pk}
        rows = (
            model.objects.select_related("parent__parent") if model is AdminUnit else model.objects
        )
        return rows.in_bulk(ids) if ids else {}

    def of(self, name: str, value) -> str:
        if name == "allergens" and value in (None, []):
            return _("not asked") if value is None else pgettext("of allergens", "none")
        if value in (None, "", []):
            return "–"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name in ROWS:
            return _named(self.rows[name].get(value))
        if isinstance(value, list):
            return "; ".join(self._one(name, one) for one in value)
        return self._one(name, value)

    def _one(self, name: str, value) -> str:
        if name == "photos":
            value = value[1]
        said = str(self.choices.get(name, {}).get(value, value))
        return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"


def _named(row) -> str:
    if row is None:
        return "–"
    language = get_language() or "vi"
    if isinstance(row, AdminUnit):
        return full_name(row, language)
    return str(text(row.name, row.name_en, language))
