"""Why a door of the reports did not open; each carries what it is about."""


class ReportRefused(Exception):
    """Base of all refusals here."""


class AlreadyReplaced(ReportRefused):
    """Somebody corrected or withdrew this typed row already."""

    def __init__(self, row):
        super().__init__(row)
        self.row = row


class NotCounted(ReportRefused):
    """There are no counted figures to make final."""


class RegisterMoved(ReportRefused):
    """The register or what was typed changed after the figures were counted."""


class NotOver(ReportRefused):
    """The period has days to come."""

    def __init__(self, day):
        super().__init__(day)
        self.day = day


class Contradicts(ReportRefused):
    """Sums do not agree. contradictions: see marketplace.reports.checks."""

    def __init__(self, contradictions):
        super().__init__(contradictions)
        self.contradictions = contradictions


class ReasonNeeded(ReportRefused):
    """A correction of a final report says why."""
