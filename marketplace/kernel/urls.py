from django.urls import path

from . import health
from .media import media

urlpatterns = [
    path("media/<path:path>", media, name="media"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
]
