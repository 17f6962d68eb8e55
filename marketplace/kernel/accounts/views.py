from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.i18n import JavaScriptCatalog

from .forms import LanguageForm
from .languages import choose_language
from .roles import BUYER, LANDING, roles_of


@never_cache
@login_required
def landing(request):
    """After signing in, each person stands on the page of their first role."""
    roles = roles_of(request.user) or [BUYER]
    return redirect(LANDING[roles[0]])


@never_cache
@login_required
def account(request):
    """One's own account: name, ways to sign in, language, and the way to each of one's roles."""
    form = LanguageForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        choose_language(request.user, form.cleaned_data["language"])
        messages.success(request, _("Saved."))
        return redirect("account")
    return render(request, "account/account.html", {"form": form})


def to_sign_in(request):
    """Wagtail's own door has no second factor; whoever comes there is led to ours."""
    return redirect_to_login(request.GET.get("next", "/office/"))


def to_password_reset(request, **kwargs):
    return redirect("account_reset_password")


class _TextsOfScripts(JavaScriptCatalog):
    """Wagtail's texts for scripts, completed by ours: Django looks for them in packages only."""

    packages = ["wagtail.admin"]

    def get_paths(self, packages):
        return [*super().get_paths(packages), *settings.LOCALE_PATHS]


# The officers' door has turned to their language before.
texts_of_scripts = never_cache(_TextsOfScripts.as_view())


def absent(request):
    """A part of Wagtail that is not used here: to whoever may enter, it does not exist."""
    raise Http404
