"""How the tables of the localities put legal forms together.

An Giang counts households, enterprises and cooperatives; Đồng Tháp tells six kinds apart. Each
scheme covers every form: what no printed column names stands under "other".
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import LegalForm

_COOPERATIVES = (LegalForm.COOPERATIVE, LegalForm.COOPERATIVE_UNION, LegalForm.COOPERATIVE_GROUP)
_LIMITED = (LegalForm.LLC_SINGLE, LegalForm.LLC_MULTI)
_HOUSEHOLDS = (LegalForm.BUSINESS_HOUSEHOLD, LegalForm.FARM)
_ESTABLISHMENTS = (LegalForm.PRODUCTION_ESTABLISHMENT,)
OTHER = "other"
NAMES = {
    "household": _("Household producers"),
    "enterprise": _("Enterprises"),
    "cooperatives": _("Cooperatives"),
    "private": _("Private enterprises"),
    "joint_stock": _("Joint-stock companies"),
    "limited": _("Limited companies"),
    "establishment": _("Production establishments"),
    "business_households": _("Individual business households"),
    OTHER: pgettext_lazy("of legal forms", "Other"),
}
_SCHEMES = {
    "three": {
        "household": (*_HOUSEHOLDS, *_ESTABLISHMENTS),
        "enterprise": (*_LIMITED, LegalForm.JSC, LegalForm.PRIVATE_ENTERPRISE),
        "cooperatives": _COOPERATIVES,
    },
    "six": {
        "cooperatives": _COOPERATIVES,
        "private": (LegalForm.PRIVATE_ENTERPRISE,),
        "joint_stock": (LegalForm.JSC,),
        "limited": _LIMITED,
        "establishment": _ESTABLISHMENTS,
        "business_households": _HOUSEHOLDS,
    },
}


def kinds(scheme: str) -> dict[str, tuple[str, ...]]:
    """Key of each row -> the legal forms in it; the last row takes what the others leave."""
    if scheme == "each":
        return {form: (form,) for form in LegalForm.values}
    named = {key: tuple(map(str, forms)) for key, forms in _SCHEMES[scheme].items()}
    taken = {form for forms in named.values() for form in forms}
    return named | {OTHER: tuple(form for form in LegalForm.values if form not in taken)}


def name(key: str):
    """The row's heading, in the reader's language."""
    return NAMES[key] if key in NAMES else LegalForm(key).label


def in_kind(scheme: str) -> dict[str, str]:
    """Legal form -> key of its row."""
    return {form: key for key, forms in kinds(scheme).items() for form in forms}
