"""Below /office/people/, inside Wagtail's admin."""

from django.urls import path

from .views import invitations, person, roster

XLSX, CSV = {"kind": "xlsx"}, {"kind": "csv"}

urlpatterns = [
    path("", roster.people, name="office_people"),
    path("list.xlsx", roster.people_file, XLSX, name="office_people_xlsx"),
    path("list.csv", roster.people_file, CSV, name="office_people_csv"),
    path("log/", roster.log, name="office_people_log"),
    path("log/list.xlsx", roster.log_file, XLSX, name="office_people_log_xlsx"),
    path("log/list.csv", roster.log_file, CSV, name="office_people_log_csv"),
    path("invite/", invitations.invite, name="office_invite"),
    path("invitations/", roster.invitations, name="office_invitations"),
    path("invitations/<int:pk>/", invitations.invitation, name="office_invitation"),
    path(
        "invitations/<int:pk>/<slug:door>/",
        invitations.invitation_door,
        name="office_invitation_door",
    ),
    path("<int:pk>/", person.person, name="office_person"),
    path("<int:pk>/<slug:door>/", person.door, name="office_person_door"),
]
