from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Template tags and commands that every package may use; it has no models."""

    name = "marketplace.kernel"
    label = "kernel"

    def ready(self):
        from . import checks  # noqa: F401, PLC0415 - importing it registers the checks
