"""The register of star certificates.

Doors: record · submit · reject · verify · verify_all · suspend · resume · revoke · supersede ·
extend · void (and enter_decision, which most pass once for many products, and attach_scan).
Asks: stars_on(product, day) · stars_of(ids, day) · may_be_sold(product, day) ·
history_of(product, day) · doubts(certification).
"""

from .asks import Star, days_left, may_be_sold, star_among, stars_of, stars_on
from .doors import (
    Award,
    attach_scan,
    enter_decision,
    extend,
    record,
    reject,
    resume,
    revoke,
    submit,
    suspend,
    void,
)
from .doubts import doubts
from .history import HistoryRow, Phase, certificates_of, history, history_of, phase_on
from .succession import against_all, current_before, supersede, verify, verify_all
from .validity import EXPIRING_DAYS, last_day_of_validity

__all__ = [
    "EXPIRING_DAYS",
    "Award",
    "HistoryRow",
    "Phase",
    "Star",
    "against_all",
    "attach_scan",
    "certificates_of",
    "current_before",
    "days_left",
    "doubts",
    "enter_decision",
    "extend",
    "history",
    "history_of",
    "last_day_of_validity",
    "may_be_sold",
    "phase_on",
    "record",
    "reject",
    "resume",
    "revoke",
    "star_among",
    "stars_of",
    "stars_on",
    "submit",
    "supersede",
    "suspend",
    "verify",
    "verify_all",
    "void",
]
