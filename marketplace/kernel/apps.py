from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Template tags and commands that every package may use; it has no models."""

    name = "marketplace.kernel"
    label = "kernel"
