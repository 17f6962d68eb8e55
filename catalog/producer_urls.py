"""/producer/certificates/ and /producer/proposals/: one's own stars, and what should change."""

from django.urls import path

from . import producer_proposals as views
from .producer_views import certificates

urlpatterns = [
    path("certificates/", certificates, name="producer_certificates"),
    path("proposals/", views.proposal_list, name="producer_proposals"),
    path("proposals/product/", views.new, {"kind": "new"}, name="producer_proposal_new"),
    path("proposals/product/<int:pk>/", views.change, name="producer_proposal_change"),
    path("proposals/facts/", views.new, {"kind": "facts"}, name="producer_proposal_facts"),
    path(
        "proposals/certificate/",
        views.new,
        {"kind": "certificate"},
        name="producer_proposal_certificate",
    ),
    path("proposals/<int:pk>/", views.proposal, name="producer_proposal"),
    path("proposals/<int:pk>/take-back/", views.take_back, name="producer_proposal_take_back"),
    path("proposals/<int:pk>/withdraw/", views.withdraw, name="producer_proposal_withdraw"),
    path(
        "proposals/<int:pk>/files/<int:file>/",
        views.proposal_file,
        name="producer_proposal_file",
    ),
]
