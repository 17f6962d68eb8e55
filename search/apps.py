from oscar.core.application import OscarConfig


class SearchConfig(OscarConfig):
    """Stands in for Oscar's search app: Oscar looks its label up when it loads classes."""

    name = "search"
    label = "search"
