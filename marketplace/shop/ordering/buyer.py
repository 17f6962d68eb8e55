from dataclasses import dataclass

from catalog.models import AdminUnit


@dataclass(frozen=True)
class Buyer:
    """Who orders and where it goes. phone: E.164. commune: a unit of today."""

    full_name: str
    phone: str
    commune: AdminUnit
    street: str
    email: str = ""
    note: str = ""
