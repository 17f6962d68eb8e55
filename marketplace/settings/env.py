"""The environment, read once and refused in words that name the variable."""

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

_env = Env()


def read(name: str, kind: str = "str", **options):
    """The value of one variable of the deployment.

    kind: a reader of environs ("str", "int", "bool", "list", "dj_db_url", …).
    Raises ImproperlyConfigured, naming the variable, when it is missing or malformed.
    """
    try:
        return getattr(_env, kind)(name, **options)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"The environment variable {name} is wrong: {error}") from error
