"""Stand-in for oscar.apps.analytics.

Why: Oscar writes a row on every product view, a hot row that blocks readers on SQLite.
"""

from oscar.apps.analytics.apps import AnalyticsConfig as OscarAnalyticsConfig


class AnalyticsConfig(OscarAnalyticsConfig):
    name = "oscar.apps.analytics"

    def ready(self):
        """Connect no receivers."""
