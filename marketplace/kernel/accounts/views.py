from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

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
