"""Who entered or changed what; and whether somebody did since a form was opened."""

from django.db import models
from oscar.apps.catalogue.models import Product

from catalog.models import FactsChange, Producer


class ChangedMeanwhile(Exception):
    """Somebody changed it after the form was opened; `changes` are theirs, the oldest first."""

    def __init__(self, changes: list[FactsChange]):
        super().__init__(changes)
        self.changes = changes

    @property
    def before(self) -> dict:
        """What stood in each field that was changed when the form was opened."""
        first: dict = {}
        for change in self.changes:
            first = {name: before for name, (before, _after) in change.what.items()} | first
        return first


def seen_of(subject: Producer | Product) -> int:
    """The number of the newest change; a form carries it, and a door compares it."""
    return _about(subject).aggregate(newest=models.Max("pk"))["newest"] or 0


def since(subject: Producer | Product, seen: int | None) -> list[FactsChange]:
    """What was changed after `seen`, the oldest first; nothing where nobody looked."""
    if seen is None:
        return []
    return list(_about(subject).filter(pk__gt=seen).select_related("by").order_by("pk"))


def refuse_if_moved(subject: Producer | Product, seen: int | None) -> None:
    """Raises ChangedMeanwhile. The caller holds the row of the subject."""
    if changes := since(subject, seen):
        raise ChangedMeanwhile(changes)


def note(subject: Producer | Product, what: dict, *, by, is_entry: bool = False) -> None:
    """Write down a change: field -> (before, after), as JSON. Nothing changed, nothing written.

    For packages above too, that keep something beside a producer or a product.
    """
    if what or is_entry:
        FactsChange.objects.create(**_key(subject), what=what, by=by, is_entry=is_entry)


def plain(value):
    """A value as the log keeps it: another row by its id."""
    return value.pk if isinstance(value, models.Model) else value


def _about(subject):
    return FactsChange.objects.filter(**_key(subject))


def _key(subject) -> dict:
    return {"producer" if isinstance(subject, Producer) else "product": subject}
