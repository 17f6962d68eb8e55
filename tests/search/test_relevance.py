"""The judged queries are answered well, also those on which nothing was tuned."""

import pytest

from bench.relevance import BAR, judge, mean


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    return judge(tmp_path_factory.mktemp("relevance") / "search.sqlite3")


@pytest.mark.parametrize("held_out", [False, True])
def test_both_halves_reach_the_bar(scores, held_out):
    assert mean(scores, held_out=held_out) >= BAR


def test_half_of_at_least_sixty_vietnamese_queries_is_held_out(scores):
    vietnamese = [judged for judged in scores if judged.kind != "english"]

    assert len(vietnamese) >= 60
    assert abs(sum(judged.held_out for judged in vietnamese) * 2 - len(vietnamese)) <= 2
