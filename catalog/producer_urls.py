"""/producer/certificates/: how long the own stars last."""

from django.urls import path

from .producer_views import certificates

urlpatterns = [
    path("certificates/", certificates, name="producer_certificates"),
]
