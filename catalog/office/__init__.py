"""The register of certificates as officers keep it, in Wagtail's admin."""
