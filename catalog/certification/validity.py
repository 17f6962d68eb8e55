"""How long a certificate lasts."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models.functions import Coalesce

from catalog.models import StarCertification

# 148/QĐ-TTg and its successors: 36 months from the decision of the competent authority.
VALIDITY = relativedelta(months=36)
# From this many days before the end the producer is told; the law's own notice is 30 days.
EXPIRING_DAYS = 90
LONGEST_REVIEW_DAYS = 30

# The last day on which a row is in force, as SQL and as Python.
LAST_DAY = Coalesce("ends_on", "extended_until", "valid_until")


def last_day_of_validity(decided_on: date) -> date:
    """The last day, inclusive, of 36 calendar months; 29 February clips to the 28th."""
    return decided_on + VALIDITY


def last_day(certification: StarCertification) -> date:
    """The last day on which the certificate is in force, with its extension or its early end."""
    return certification.ends_on or certification.extended_until or certification.valid_until
