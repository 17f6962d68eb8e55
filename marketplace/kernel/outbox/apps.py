from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The one durable queue: what must happen after commit, at least once."""

    name = "marketplace.kernel.outbox"
    label = "outbox"
