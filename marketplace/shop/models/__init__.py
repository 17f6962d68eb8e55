from .orders import Fulfilment, FulfilmentItem, OrderDetails, OrderEvent
from .payments import PaymentAttempt, Receipt
from .shipping import FreshZone, ProvinceRegion, ShippingBand, VatRate
from .terms import Consent, LegalText, PaymentLimit

__all__ = [
    "Consent",
    "FreshZone",
    "Fulfilment",
    "FulfilmentItem",
    "LegalText",
    "OrderDetails",
    "OrderEvent",
    "PaymentAttempt",
    "PaymentLimit",
    "ProvinceRegion",
    "Receipt",
    "ShippingBand",
    "VatRate",
]
