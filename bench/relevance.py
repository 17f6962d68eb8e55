"""How well the first page answers the judged queries: `python -m bench.relevance`."""

import math
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from search.engines.fts5 import Fts5Engine
from search.query import Query

from .corpus import Item, items
from .documents import DAY, document
from .judged import JUDGED, Judged

PRODUCTS = 3_000
BAR = 0.95
_DEPTH = 10


def judge(path: Path) -> dict[Judged, float]:
    """nDCG@10 of every judged query on an index made for it at the path."""
    shop = {item.id: item for item in items(PRODUCTS)}
    engine = Fts5Engine(path)
    engine.rebuild(map(document, shop.values()))
    return {judged: ndcg(judged, first_page(engine, judged.text), shop) for judged in JUDGED}


def first_page(engine, text: str) -> Sequence[int]:
    """Refs in the order in which a reader meets them."""
    found = engine.search(Query(day=DAY, text=text))
    return [*found.refs, *found.others]


def ndcg(judged: Judged, refs: Sequence[int], shop: dict[int, Item]) -> float:
    """The gain of the first ten beside that of the best possible ten."""
    best = sorted((judged.grade(item) for item in shop.values()), reverse=True)
    return _gain([judged.grade(shop[ref]) for ref in refs]) / _gain(best)


def mean(scores: dict[Judged, float], *, held_out: bool, kind: str = "") -> float:
    return statistics.fmean(
        score
        for judged, score in scores.items()
        if judged.held_out == held_out and kind in ("", judged.kind)
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:_DEPTH]))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        scores = judge(Path(folder) / "search.sqlite3")
    print(f"nDCG@10, {PRODUCTS} products, {len(scores)} queries{'tuned on':>15}{'held out':>10}")
    for kind in ["", *dict.fromkeys(judged.kind for judged in scores)]:
        tuned, held = (mean(scores, held_out=half, kind=kind) for half in (False, True))
        print(f"{kind or 'all':<47}{tuned:>10.3f}{held:>10.3f}")
    for judged, score in scores.items():
        # What is held out is not shown query by query: nobody shall tune on it.
        if score < BAR and not judged.held_out:
            print(f"    {score:.3f}  {judged.kind}: {judged.text}")


if __name__ == "__main__":
    main()
