"""The list of people in the office, for superusers: Wagtail's pages with forms of ours."""

from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.users.views.users import DeleteView, UserViewSet

from .office_forms import PersonCreationForm, PersonEditForm


class PersonDeleteView(DeleteView):
    """Takes an account away, unless orders or ledgers name the person: then it says so."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:
            told = _("Orders or ledgers name this person: switch the account off instead.")
            messages.error(self.request, told)
            return redirect(self.index_url_name)


class PeopleViewSet(UserViewSet):
    delete_view_class = PersonDeleteView
    create_template_name = "accounts/person_create.html"
    edit_template_name = "accounts/person_edit.html"

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
