from oscar.core.application import OscarConfig


class SearchConfig(OscarConfig):
    """Stands in for Oscar's search app: Oscar looks its label up when it loads classes."""

    name = "search"
    label = "search"

    def ready(self):
        from . import touch  # noqa: F401, PLC0415 - connects receivers once models are loaded
