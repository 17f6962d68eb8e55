"""Who runs the marketplace, for the head and the foot of every page."""

from dataclasses import dataclass, fields

from django import template
from django.core.cache import cache

from cms.models import Operator

register = template.Library()
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Imprint:
    """What pages say of the operator: the fields of cms.Operator, as one value."""

    shop_name: str
    platform_kind: str
    legal_name: str
    tax_code: str
    registration: str
    address: str
    phone: str
    email: str
    complaints: str
    complaints_en: str

    @classmethod
    def of(cls, row: Operator) -> "Imprint":
        return cls(*(getattr(row, field.name) for field in fields(cls)))

    @property
    def platform(self) -> str:
        return Operator.PlatformKind(self.platform_kind).label


@register.simple_tag
def operator() -> Imprint:
    """The operator, asked of the database at most once a minute."""
    found = cache.get("operator")
    if found is None:
        found = Imprint.of(Operator.objects.first() or Operator())
        cache.set("operator", found, SECONDS)
    return found
