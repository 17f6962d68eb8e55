"""The shop as it is measured: the demonstration's settings, page cache on or off by choice."""

import os

from marketplace.settings.demo import *  # noqa: F403

PAGE_CACHE_SECONDS = int(os.environ.get("BENCH_PAGE_CACHE", "0"))
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
LOGGING = {"version": 1, "disable_existing_loggers": True}
