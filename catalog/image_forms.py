"""The form with which officers upload pictures."""

from wagtail.images.forms import BaseImageForm

from .images import clean_upload


class ImageForm(BaseImageForm):
    def clean_file(self):
        upload = self.cleaned_data["file"]
        return clean_upload(upload) if "file" in self.changed_data else upload
