from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People: the user, the groups and what each may do."""

    name = "marketplace.kernel.accounts"
    label = "accounts"
