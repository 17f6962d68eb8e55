from .lookups import LookupCount
from .orders import Fulfilment, FulfilmentItem, OrderDetails, OrderEvent
from .payments import PaymentAttempt, Receipt
from .prices import PriceChange
from .shipping import FreshZone, ProvinceRegion, ShippingBand, VatRate
from .terms import Consent, LegalText, PaymentLimit

__all__ = [
    "Consent",
    "FreshZone",
    "Fulfilment",
    "FulfilmentItem",
    "LegalText",
    "LookupCount",
    "OrderDetails",
    "OrderEvent",
    "PaymentAttempt",
    "PaymentLimit",
    "PriceChange",
    "ProvinceRegion",
    "Receipt",
    "ShippingBand",
    "VatRate",
]
