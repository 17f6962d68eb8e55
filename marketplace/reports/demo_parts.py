"""Reports of the demonstration: final ones of two provinces, and a draft of this year."""

from datetime import date, timedelta

from catalog.models import AdminUnit
from marketplace.kernel import clock
from marketplace.shop.demo.parts import adds

from . import closing, counting, typed
from .checks import REACHED
from .models import AssessmentRound, Report, TypedFigure
from .periods import span

PAPER = "Biên bản hội đồng (minh họa)"
PLAN = "Kế hoạch OCOP (minh họa)"
PROVINCES = ("An Giang", "Đồng Tháp")
TARGETS = {"target_new": (20, 25), "target_upgraded": (5, 8), "target_share": (80, None)}
DONE = {"classes": 5, "attendances": 420, "fairs": 3, "press": 34, "leaflets": 2_400}


@adds
def reports(people) -> dict[str, int]:
    """Of each province what is over, final; of all of them this year, a draft."""
    periods = periods_over(clock.today())
    for name in PROVINCES:
        area = AdminUnit.objects.get(
            vintage=Report.Map.TODAY, level=AdminUnit.Level.PROVINCE, name=name
        )
        for kind, days in periods:
            _final_report(kind, days, area, people)
    _counted(Report.Kind.YEAR, span(Report.Kind.YEAR, clock.today().year), None, by=people.officer)
    return {"final reports": len(PROVINCES) * len(periods)}


def periods_over(today: date) -> list[tuple[str, tuple[date, date]]]:
    """The year before, and the first half of this year once that is over."""
    Kind = Report.Kind
    over = [(Kind.YEAR, span(Kind.YEAR, today.year - 1))]
    if today.month > 6:
        over.append((Kind.HALF_YEAR, span(Kind.HALF_YEAR, today.year, 1)))
    return over


def _final_report(kind, days: tuple[date, date], area, people) -> None:
    _type_figures(area, *days, by=people.officer)
    report = _counted(kind, days, area, by=people.officer)
    _type_round(report, by=people.officer)
    counting.count(counting.ask(report))
    closing.close(report, by=people.second_officer)


def _counted(kind, days: tuple[date, date], area, *, by) -> Report:
    scope = counting.Scope(kind, *days, Report.Map.TODAY, Report.Forms.SIX, area)
    report = counting.plan(scope, by=by)
    counting.count(report.counts.get())
    return report


def _type_figures(area, first: date, last: date, *, by) -> None:
    in_the_plan = dict(
        zip(("starts_on", "ends_on"), span(Report.Kind.YEAR, last.year), strict=True)
    )
    done = {"starts_on": first, "ends_on": last, "source": PAPER}
    rows = [
        TypedFigure(code=code, value=value, up_to=up_to, source=PLAN, area=area, **in_the_plan)
        for code, (value, up_to) in TARGETS.items()
    ]
    rows += [TypedFigure(code=code, value=value, area=area, **done) for code, value in DONE.items()]
    for row in rows:
        typed.enter(row, by=by)


def _type_round(report: Report, *, by) -> None:
    """One round that says what the register has, and some products below three stars."""
    awards = report.counts.get().figures["awards"]
    reached, raised = awards["all"]["products"], awards["upgraded"]["products"]
    below = 2 + reached // 5
    row = AssessmentRound(
        area=report.area,
        name="Đợt 1",
        held_on=report.ends_on - timedelta(days=20),
        entered=reached + below,
        entered_first=reached + below - raised,
        entered_upgrade=raised,
        entered_again=0,
        two_stars=below,
        one_star=0,
        source=PAPER,
        **{name: awards["all"][star] for star, name in REACHED.items()},
    )
    typed.enter(row, by=by)
