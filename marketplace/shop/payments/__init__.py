"""The port of payment: what a way to pay has to answer, and which ones there are.

A setting PAYMENT_METHODS replaces the list of `port.OFFERED`.
"""

from .port import Instructions, Method, by_code, methods, why_not

__all__ = ["Instructions", "Method", "by_code", "methods", "why_not"]
