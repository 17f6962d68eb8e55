"""What the doors of this package refuse with. Errors carry objects; views find words."""


class CatalogError(Exception):
    """The base of every refusal of this package."""


class CertificationRefused(CatalogError):
    """A door of the register refused; nothing was changed."""

    def __init__(self, certification, **facts):
        super().__init__(certification, *facts.values())
        self.certification = certification
        self.__dict__.update(facts)


class WrongState(CertificationRefused):
    """The door does not open from `certification.status`; `door` names it."""


class SecondPersonNeeded(CertificationRefused):
    """Whoever recorded a certification may neither verify nor void it, and nobody is nobody."""


class WeakEvidence(CertificationRefused):
    """Only a signed decision (A) or official news of it (B1) can be verified."""


class Incomplete(CertificationRefused):
    """`missing` lists the facts of the decision that are absent or cannot be true."""


class ReasonNeeded(CertificationRefused):
    """This door asks why."""


class DocumentNeeded(CertificationRefused):
    """This door asks on which paper."""


class WrongDay(CertificationRefused):
    """`day` cannot be right here."""


class AlreadyCertified(CertificationRefused):
    """`current` is unfinished: a newer decision supersedes it."""


class AlreadyRecorded(CertificationRefused):
    """The decision already stands in the register for this product: `certification`."""


class Overlaps(CertificationRefused):
    """`other` would be in force on the same days."""


class LinesRefused(CatalogError):
    """Some lines of a decision cannot be verified, so none was. refused: (row, its refusal)."""

    def __init__(self, refused):
        super().__init__(refused)
        self.refused = refused


class NotAnAward(CatalogError):
    """No certificate says this: stars other than 3 to 5, or a "potential five" without four."""

    def __init__(self, award):
        super().__init__(award)
        self.award = award


class ProposalRefused(CatalogError):
    """A door of a producer's proposal refused; nothing was changed."""

    def __init__(self, proposal, **facts):
        super().__init__(proposal, *facts.values())
        self.proposal = proposal
        self.__dict__.update(facts)


class ProposalMoved(ProposalRefused):
    """It is no longer in the state or the version that was seen; `proposal` says how it is now."""


class LiveMoved(ProposalRefused):
    """What the proposal is about was changed since it was seen: `fields` names what."""


class NothingProposed(ProposalRefused):
    """Everything in the proposal is as it stands already."""


class Unfinished(ProposalRefused):
    """`missing` names the fields without which it cannot be sent."""


class OwnProposal(ProposalRefused):
    """Whoever acts for the producer does not decide on its proposals."""


class CommentNeeded(ProposalRefused):
    """What is sent back says what is missing."""


class TooManyFiles(ProposalRefused):
    """It holds `most` pictures or pages already."""


class MixedFiles(ProposalRefused):
    """A scan is one PDF or several pictures, not both."""
