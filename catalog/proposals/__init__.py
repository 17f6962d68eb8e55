"""What producers propose and the centre decides.

DOOR of Proposal, ProposalFile and ProposalEvent: propose, keep, attach, detach, submit,
take_back, withdraw, accept, return_with_comment. What is accepted is entered by the doors of
catalog.registration; until then the live version stays as it is.
"""

from .accepting import Consent, accept
from .doors import keep, open_one, propose, return_with_comment, submit, take_back, withdraw
from .live import changes, live_of, live_values, merged, moved_fields, version_of
from .pictures import attach, detach

__all__ = [
    "Consent",
    "accept",
    "attach",
    "changes",
    "detach",
    "keep",
    "live_of",
    "live_values",
    "merged",
    "moved_fields",
    "open_one",
    "propose",
    "return_with_comment",
    "submit",
    "take_back",
    "version_of",
    "withdraw",
]
