from .baskets import BasketLineSeen
from .limits import BuyerKey
from .lookups import LookupCount
from .orders import Fulfilment, FulfilmentItem, OrderDetails, OrderEvent
from .payments import OperatorAccount, PaymentAttempt, Receipt, RefundDue
from .prices import PriceChange
from .shipping import FreshZone, ProvinceRegion, ShippingBand, VatRate
from .terms import Consent, LegalText, PaymentLimit

__all__ = [
    "BasketLineSeen",
    "BuyerKey",
    "Consent",
    "FreshZone",
    "Fulfilment",
    "FulfilmentItem",
    "LegalText",
    "LookupCount",
    "OperatorAccount",
    "OrderDetails",
    "OrderEvent",
    "PaymentAttempt",
    "PaymentLimit",
    "PriceChange",
    "ProvinceRegion",
    "Receipt",
    "RefundDue",
    "ShippingBand",
    "VatRate",
]
