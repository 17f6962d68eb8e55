"""DOOR of User.language: in which language a person reads messages, and the office too."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.users.models import UserProfile

from .models import User
from .roles import OFFICER, has_role


@transaction.atomic
def choose_language(user: User, language: str) -> None:
    """Write to the person in this language from now on; an officer's office follows."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
    if has_role(user, OFFICER):
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})


@receiver(post_save, sender=UserProfile, dispatch_uid="accounts.language_of_the_office")
def follow_the_office(instance, **_signal):
    """An officer who turns the office to another language reads messages in it too."""
    if instance.preferred_language in User.Language:
        User.objects.filter(pk=instance.user_id).update(language=instance.preferred_language)
