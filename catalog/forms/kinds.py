"""Group and set of a product in one choice: a set says its group."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import ProductFacts, ProductGroup, ProductSet
from catalog.reference import current_groups
from catalog.texts import text


@dataclass(frozen=True)
class Kind:
    """A group of the dated list, and one of its sets where it is known."""

    group: ProductGroup
    set: ProductSet | None = None


class KindField(forms.ChoiceField):
    """Groups of the newest rule set with their sets, and the one that stood there before."""

    def __init__(self, **options):
        options.setdefault("error_messages", {"required": _("Choose the group of the product.")})
        super().__init__(**options)
        self.kinds: dict[str, Kind] = {}

    @staticmethod
    def key(facts: ProductFacts) -> str:
        """How the choice of a product is written in the form."""
        return f"set-{facts.set_id}" if facts.set_id else f"group-{facts.group_id}"

    def offer(self, before: str | None) -> None:
        """Fill the list. before: the key that is chosen now; it may be of an older rule set."""
        groups = current_groups()
        # A new dict: forms share what the class of the form was made with.
        self.kinds = {}
        sets: dict[int, list[ProductSet]] = {group.pk: [] for group in groups}
        for one in ProductSet.objects.filter(group__in=groups).order_by("number"):
            sets[one.group_id].append(one)
        for group in groups:
            self.kinds[f"group-{group.pk}"] = Kind(group)
            self.kinds |= {f"set-{one.pk}": Kind(group, one) for one in sets[group.pk]}
        listed = [(_said(group), _choices(group, sets[group.pk])) for group in groups]
        if before and before not in self.kinds and (kind := kind_of(before)):
            self.kinds[before] = kind
            since = gettext("Of an older list (%s)") % kind.group.rule_set
            listed.append((since, [(before, _said(kind.set or kind.group))]))
        self.choices = [("", gettext("Choose …")), *listed]

    def clean(self, value):
        key = super().clean(value)
        return self.kinds.get(key)


def _choices(group: ProductGroup, sets: list[ProductSet]) -> list[tuple]:
    named = [(f"set-{one.pk}", f"{one.number}. {_said(one)}") for one in sets]
    alone = gettext("%s: set not known") % _said(group) if sets else _said(group)
    return [*named, (f"group-{group.pk}", alone)]


def kind_of(key: str) -> Kind | None:
    """What a key means, also one of an older rule set; None where it is gone."""
    which, _dash, number = key.partition("-")
    if which == "set":
        one = ProductSet.objects.select_related("group__rule_set").filter(pk=number).first()
        return one and Kind(one.group, one)
    group = ProductGroup.objects.select_related("rule_set").filter(pk=number).first()
    return group and Kind(group)


def _said(row) -> str:
    return str(text(row.name, row.name_en, get_language() or "vi"))
