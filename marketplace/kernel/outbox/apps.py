from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    """The one durable queue: what must happen after commit, at least once."""

    name = "marketplace.kernel.outbox"
    label = "outbox"

    def ready(self):
        # Each package keeps the functions that it registers with @handles in `handlers.py`.
        autodiscover_modules("handlers")
