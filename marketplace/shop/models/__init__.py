from .baskets import BasketLineSeen
from .desk import FormerRecipient, LookedAt, RefundAccount, StarWaiver
from .limits import BuyerKey
from .lookups import LookupCount
from .offers import OfferTerms
from .orders import Fulfilment, FulfilmentItem, OrderDetails, OrderEvent
from .payments import OperatorAccount, PaymentAttempt, Receipt, RefundDue
from .prices import PriceChange
from .scopes import DongOffGoods, MinimumOfGoods, PercentOffGoods
from .shipping import FreshZone, ProvinceRegion, ShippingBand, VatRate
from .terms import Consent, LegalText, PaymentLimit

__all__ = [
    "BasketLineSeen",
    "BuyerKey",
    "Consent",
    "DongOffGoods",
    "FormerRecipient",
    "FreshZone",
    "Fulfilment",
    "FulfilmentItem",
    "LegalText",
    "LookedAt",
    "LookupCount",
    "MinimumOfGoods",
    "OfferTerms",
    "OperatorAccount",
    "OrderDetails",
    "OrderEvent",
    "PaymentAttempt",
    "PaymentLimit",
    "PercentOffGoods",
    "PriceChange",
    "ProvinceRegion",
    "Receipt",
    "RefundAccount",
    "RefundDue",
    "ShippingBand",
    "StarWaiver",
    "VatRate",
]
