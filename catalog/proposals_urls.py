"""Below /office/proposals/, inside Wagtail's admin."""

from django.urls import path

from .office import proposals, proposals_list

urlpatterns = [
    path("", proposals_list.proposal_list, name="office_proposals"),
    path("list.xlsx", proposals_list.proposal_file, {"ending": "xlsx"}, "office_proposals_xlsx"),
    path("list.csv", proposals_list.proposal_file, {"ending": "csv"}, "office_proposals_csv"),
    path("<int:pk>/", proposals.proposal, name="office_proposal"),
    path("<int:pk>/accept/", proposals.accept, name="office_proposal_accept"),
    path("<int:pk>/return/", proposals.send_back, name="office_proposal_return"),
    path("<int:pk>/files/<int:file>/", proposals.file, name="office_proposal_file"),
]
