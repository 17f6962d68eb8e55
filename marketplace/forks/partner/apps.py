"""Fork of oscar.apps.partner.

Why: price is whole dong with VAT inside, and whether a product may be bought is asked of the
register of certificates and of the stock ledger, from a map loaded once per basket.
"""

from oscar.apps.partner.apps import PartnerConfig as OscarPartnerConfig


class PartnerConfig(OscarPartnerConfig):
    name = "marketplace.forks.partner"
