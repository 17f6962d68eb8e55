"""How long a report over many products takes: `python -m bench.reports [N]`, N = 20000.

Seconds, and those of the processor alone; one process, SQLite in a folder that is thrown away:
the demonstration, made big, then a year over all provinces on both maps, made final, one number
opened, and written as a workbook.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta

import django

PRODUCTS = 20_000


def settle(folder: str) -> None:
    """An empty database with every table; the settings are read now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.test")
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/shop.sqlite3"
    os.environ["SEARCH_PATH"] = f"{folder}/search.sqlite3"
    os.environ["MEDIA_ROOT"] = f"{folder}/media"
    django.setup()
    from django.apps import apps  # noqa: PLC0415 - the settings are read only now
    from django.conf import settings  # noqa: PLC0415 - as above
    from django.core.management import call_command  # noqa: PLC0415 - as above

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    from tests.making import first_rows  # noqa: PLC0415 - as above

    first_rows()


def timed(what: str, action: Callable[[], object]):
    began, used = time.perf_counter(), time.process_time()
    made = action()
    print(f"{what:<48}{time.perf_counter() - began:8.2f}{time.process_time() - used:8.2f}")
    return made


def fill(count: int) -> None:
    from marketplace.shop.demo.load import load_demo  # noqa: PLC0415 - needs the settings
    from marketplace.shop.demo.scale import load_scale  # noqa: PLC0415 - as above

    load_scale(count - load_demo()["products"])


def measure() -> None:
    from marketplace.kernel import clock  # noqa: PLC0415 - needs the settings
    from marketplace.reports import counting, typed  # noqa: PLC0415 - as above
    from marketplace.reports.models import AssessmentRound, Report  # noqa: PLC0415 - as above

    for row in typed.standing(AssessmentRound):
        typed.withdraw(row, by=None, source="not of these products")
    last = clock.today()
    for geography in Report.Map.values:
        days = (last - timedelta(days=365), last)
        scope = counting.Scope(Report.Kind.FREE, *days, geography, Report.Forms.SIX)
        print(geography)
        use(counting.plan(scope))


def use(report) -> None:
    """All that is done with a report, in the order in which it is done."""
    from marketplace.reports import checks, closing, counting  # noqa: PLC0415 - needs the settings
    from marketplace.reports.lines import matching  # noqa: PLC0415 - as above
    from marketplace.reports.printed import drawn, tables_of  # noqa: PLC0415 - as above
    from marketplace.reports.shown import shown  # noqa: PLC0415 - as above
    from marketplace.reports.workbook import as_workbook  # noqa: PLC0415 - as above

    row = report.counts.get()
    timed("counted in the worker, with progress", lambda: counting.count(row))
    told = shown(report)
    lines = told.lines()
    print(f"    {told.figures['closing']['products']:,} products, {len(lines):,} records")
    timed("tables and charts", lambda: drawn(tables_of(told.figures)))
    found = timed("checks", lambda: checks.contradictions(told.figures))
    for one in found:
        print(f"    {one}")
    if not found:
        timed("made final", lambda: closing.close(report, by=None))
    asked = {"kind": ["closing"], "group": ["FOOD"]}
    timed("one number opened", lambda: matching(told.lines(), asked))
    timed("workbook with every record", lambda: as_workbook("x", told.figures, "", told.lines()))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PRODUCTS
    with tempfile.TemporaryDirectory() as folder:
        settle(folder)
        timed(f"{count:,} products loaded", lambda: fill(count))
        measure()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{'peak memory, MB':<48}{peak:8}")


if __name__ == "__main__":
    main()
