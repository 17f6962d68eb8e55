"""The list of people in the office, for superusers: Wagtail's pages with forms of ours."""

from wagtail.users.views.users import UserViewSet

from .office_forms import PersonCreationForm, PersonEditForm


class PeopleViewSet(UserViewSet):
    create_template_name = "accounts/person_create.html"
    edit_template_name = "accounts/person_edit.html"

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
