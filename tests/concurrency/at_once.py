"""Many at the same moment: each on its own thread, with its own database connection."""

import threading
from collections.abc import Callable, Sequence

from django.db import connection

SECONDS = 120


def at_once(jobs: Sequence[Callable[[], object]]) -> list:
    """What each job gave, or the exception it raised, in the order of the jobs.

    Every connection is open before the first job starts, and closed at the end.
    """
    start = threading.Barrier(len(jobs))
    outcomes: list = [None] * len(jobs)

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            start.wait(SECONDS)
            outcomes[number] = jobs[number]()
        except Exception as error:  # the outcome of a race is judged by the test
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert not any(thread.is_alive() for thread in threads), "a job never came back"
    return outcomes
