from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalog.intake import (
    SecondOfficerNeeded,
    SheetRefused,
    Upload,
    bring_in,
    given_back,
    template,
)
from catalog.models import ImportRun
from marketplace.kernel.accounts.models import User

SHOWN = 20
RESULT = "-ket-qua.xlsx"


class Command(BaseCommand):
    help = (
        "Bring in a sheet (XLSX or CSV). Without --apply nothing is written: the sheet comes back "
        "with each error beside its cell. --template writes an empty sheet instead."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=ImportRun.Kind.values)
        parser.add_argument("file", type=Path)
        parser.add_argument("--template", action="store_true", help="write an empty sheet to FILE")
        parser.add_argument("--apply", action="store_true", help="write, when no cell is wrong")
        parser.add_argument("--by", help="e-mail address of the officer who brings it in")
        parser.add_argument("--second", help="of the other officer, who confirms revocations")
        parser.add_argument("--report", type=Path, help="where the sheet is given back to")

    def handle(self, *, kind, file, **options):
        if options["template"]:
            self._save(file, template(kind))
            self.stdout.write(f"{file}: an empty sheet of {kind}.")
            return
        try:
            upload = Upload(file.name, file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        result = self._bring_in(kind, upload, options)
        report = options["report"] or file.with_name(f"{file.stem}{RESULT}")
        self._tell(result, report, options)
        self._save(report, given_back(result))
        self.stdout.write(f"The sheet with its results: {report}")
        if result.errors:
            raise CommandError(f"{len(result.errors)} errors. Nothing was written.")

    def _save(self, path, content):
        try:
            path.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error

    def _bring_in(self, kind, upload, options):
        people = {name: self._officer(options[name]) for name in ("by", "second")}
        try:
            return bring_in(
                kind, upload, **people, apply=options["apply"], progress=self._progress(options)
            )
        except SheetRefused as refused:
            words = f"{refused.reason.words('vi')} / {refused.reason.words('en')}"
            raise CommandError(words) from refused
        except SecondOfficerNeeded as refused:
            raise CommandError(
                "--apply needs --by, an officer's e-mail address; for revocations also --second, "
                "another officer's. Nothing was written."
            ) from refused

    def _officer(self, email):
        if not email:
            return None
        try:
            return User.objects.get(email__iexact=email, is_active=True)
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody signs in as {email}.") from error

    def _progress(self, options):
        if options["verbosity"] < 2:
            return lambda rows: None
        return lambda rows: (self.stdout.write(f"{rows} rows"), self.stdout.flush())

    def _tell(self, result, report, options):
        for sheet in result.sheets:
            unread = f"; columns not read: {', '.join(sheet.unread)}" if sheet.unread else ""
            self.stdout.write(f"{sheet.name}: {len(sheet.rows)} rows{unread}")
        for error in result.errors[:SHOWN]:
            self.stderr.write(str(error))
        if len(result.errors) > SHOWN:
            self.stderr.write(f"… and {len(result.errors) - SHOWN} more, all in {report}.")
        if not result.errors:
            self.stdout.write(self._counts(result, options["apply"]))

    def _counts(self, result, apply):
        told = {
            "entered": "entered",
            "known": "known already",
            "review": "for the review list",
            "waiting": "waiting there",
        }
        counts = ", ".join(f"{result.count(answer)} {words}" for answer, words in told.items())
        if result.is_written:
            return f"{counts}. Written."
        return f"{counts}. {'Nothing to change.' if apply else 'Dry run: nothing was written.'}"
