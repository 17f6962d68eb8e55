"""How long search and facets take as the shop grows: `python -m bench.catalogue [N …]`.

Milliseconds of the engine alone, p50 and p95, warm, one process. A page costs its cards on top;
they do not grow with the shop.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from search.engines.fts5 import Fts5Engine
from search.query import Gone, Query

from .documents import DAY, documents

SIZES = (150, 10_000)
ROUNDS = 40
FOOD = {"group": frozenset(["FOOD"])}
FOUR = {"star": frozenset("4")}
QUESTIONS = {
    "browse": [{}],
    "browse, one choice": [{"selected": FOOD}, {"selected": FOUR}],
    "browse, page 5, by price": [{"sort": "price", "page": 5}],
    "one word": [{"text": text} for text in ("khô", "mắm", "dừa", "trà")],
    "two words": [{"text": text} for text in ("khô cá", "mật ong", "bánh tráng")],
    "no marks": [{"text": text} for text in ("kho ca loc", "ca phe", "nuoc mam")],
    "name and place": [{"text": text} for text in ("kẹo dừa bến tre", "khô cá lóc đồng tháp")],
    "slip": [{"text": text} for text in ("ca phee", "banh trnag", "mien dnog")],
    "two words, choice, price": [{"text": "khô cá", "selected": FOUR, "price_min": 100_000}],
}


def spent(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def told(times: Iterable[float]) -> str:
    times = sorted(times)
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    return f"{statistics.median(times):8.1f} {p95:8.1f}"


def measure(engine: Fts5Engine, size: int) -> dict[str, str]:
    took = spent(lambda: engine.rebuild(documents(size)))
    rows = {"build, s and MB": f"{took / 1000:8.1f} {engine.health()['bytes'] / 1e6:8.1f}"}
    for name, asked in QUESTIONS.items():
        queries = [Query(day=DAY, **question) for question in asked]
        for query in queries:
            engine.search(query)
        # A price bound that leaves nothing out makes each question a new one: the counts that
        # the engine remembers for the next page of a list do not help here.
        rows[name] = told(
            spent(lambda query=query, bound=bound: engine.search(replace(query, price_max=bound)))
            for bound in range(10**9, 10**9 + ROUNDS)
            for query in queries
        )
    rows["type ahead"] = told(
        spent(lambda text=text: engine.complete(text))
        for text in ["k", "kh", "khô", "khô c", "duong t", "mat on"] * 10
    )
    changes = [Gone("product", ref, 2) for ref in range(1, ROUNDS)]
    rows["one change, written"] = told(
        spent(lambda change=change: engine.apply([change])) for change in changes
    )
    return rows


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found[size] = measure(Fts5Engine(Path(folder) / "search.sqlite3"), size)
    print(f"{'ms, p50 and p95':<26}" + "".join(f"{size:>13,} docs" for size in sizes))
    for name in found[sizes[0]]:
        print(f"{name:<26}" + "".join(f"{found[size][name]:>18}" for size in sizes))


if __name__ == "__main__":
    main()
