"""Names that change a few times a year, remembered by the process (marketplace.kernel.memory).

Each is asked as `units(ids)[id]`. What is remembered is shared: nobody writes to it.
"""

from marketplace.kernel.memory import Remembered

from .models import AdminUnit, IssuingAuthority, ProductGroup, ProductSet


def _rows(model, *parents: str):
    return lambda ids: model.objects.select_related(*parents).in_bulk(ids)


units = Remembered(_rows(AdminUnit, "parent__parent"))
groups = Remembered(_rows(ProductGroup))
sets = Remembered(_rows(ProductSet))
authorities = Remembered(_rows(IssuingAuthority))
