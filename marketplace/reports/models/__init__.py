from .reports import Count, Report, Snapshot
from .typed import AssessmentRound, TypedFigure

__all__ = ["AssessmentRound", "Count", "Report", "Snapshot", "TypedFigure"]
