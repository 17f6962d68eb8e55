from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReportsConfig(AppConfig):
    """The half-year and the annual report, and the same figures in public."""

    name = "marketplace.reports"
    label = "reports"

    def ready(self):
        from . import audit  # noqa: F401, PLC0415 - its checks read the models

        # What was sold is told by each package that sells, in its `sales_channels.py`.
        autodiscover_modules("sales_channels")
