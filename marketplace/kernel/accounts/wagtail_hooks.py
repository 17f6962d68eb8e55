"""Wagtail's account page asks for one full name, as people here have one."""

from wagtail.admin.views.account import NameEmailSettingsPanel

from .office_forms import NameForm

NameEmailSettingsPanel.form_class = NameForm
