"""Who may open what: one row for each address, one line for each row.

A row names the URL pattern, who gets in, and whose object of tests.permissions.world it is about.
Everybody else gets the answer that the maker of the row gives: LOGIN, REFUSED or ABSENT. An
object that is somebody else's answers as one that never was.
"""

from dataclasses import dataclass, field

OK, LOGIN, REFUSED, ABSENT = "ok", "login", "refused", "absent"
ANONYMOUS = "anonymous"
PRODUCERS = ("producer A", "producer B")
KEEPERS = ("keeper A", "keeper B")
OFFICERS = ("officer", "superuser")
EVERYBODY = (ANONYMOUS, "buyer", "other buyer", *PRODUCERS, *KEEPERS, *OFFICERS)
SIGNED_IN = EVERYBODY[1:]


@dataclass(frozen=True)
class Row:
    """name: of the URL pattern. of: an object of the world. get, post: the methods to try.

    answers: what each person gets on the object, or without one. missing: what each person
    gets on an object that does not exist.
    """

    name: str
    answers: dict[str, str]
    of: str = ""
    missing: dict[str, str] = field(default_factory=dict)
    methods: tuple[str, ...] = ("get",)
    query: str = ""


def _told(kind_of, people=EVERYBODY) -> dict[str, str]:
    return {person: kind_of(person) for person in people}


def row(name, allowed, *, owners=None, of="", stranger=LOGIN, others=REFUSED, **more) -> Row:
    """allowed: who may come at all; owners: who among them gets this very object."""
    owners = allowed if owners is None else owners

    def answer(person, owned):
        if person in allowed:
            return OK if person in owned else ABSENT
        return stranger if person == ANONYMOUS else others

    return Row(
        name,
        _told(lambda person: answer(person, owners)),
        of,
        _told(lambda person: answer(person, ())) if of else {},
        **more,
    )


def everybody(name, **more) -> Row:
    return row(name, EVERYBODY, **more)


def signed_in(name, **more) -> Row:
    return row(name, SIGNED_IN, **more)


def producers(name, *, of="", **more) -> Row:
    """A superuser holds the role and belongs to nobody: there is no desk to show."""
    owners = ("producer A",) if of else PRODUCERS
    made = row(name, PRODUCERS, owners=owners, of=of, **more)
    made.answers["superuser"] = made.missing["superuser"] = f"{REFUSED} or {ABSENT}"
    return made


def keepers(name, **more) -> Row:
    return row(name, (*KEEPERS, "superuser"), **more)


def officers(name, **more) -> Row:
    return row(name, OFFICERS, **more)


def asked_again(name, **more) -> Row:
    """Signed in, and then asked for the password once more before anything is looked up."""
    return Row(name, _told(lambda person: LOGIN if person == ANONYMOUS else OK), **more)


def buyers_own(name, **more) -> Row:
    """An order opens for who placed it; for all others it is absent."""
    return row(name, EVERYBODY, owners=("buyer",), of="order", **more)


POST = ("post",)
BOTH = ("get", "post")

TABLE = {
    "health": [
        everybody("livez"),
        everybody("readyz"),
        everybody("robots"),
        everybody("sitemap_index"),
        everybody("sitemap", of="sitemap"),
        row("media", EVERYBODY, owners=(), of="picture"),
    ],
    "people": [
        signed_in("account", methods=BOTH),
        signed_in("landing"),
        everybody("account_login", methods=BOTH),
        everybody("account_signup", methods=BOTH),
        everybody("account_logout"),
        everybody("account_inactive"),
        everybody("account_request_login_code"),
        row("account_confirm_login_code", SIGNED_IN),
        row("account_email_verification_sent", SIGNED_IN),
        row("account_verify_phone", SIGNED_IN),
        everybody("account_reset_password"),
        everybody("account_reset_password_done"),
        everybody("account_reset_password_from_key_done"),
        Row("account_reset_password_from_key", _told(lambda person: OK), of="reset"),
        signed_in("account_reauthenticate"),
        signed_in("account_email"),
        signed_in("account_change_phone"),
        signed_in("account_change_password"),
        signed_in("account_set_password"),
        row("mfa_authenticate", SIGNED_IN),
        row("mfa_login_webauthn", SIGNED_IN),
        signed_in("mfa_index"),
        signed_in("mfa_reauthenticate"),
        signed_in("mfa_reauthenticate_webauthn"),
        signed_in("mfa_activate_totp"),
        row("mfa_deactivate_totp", SIGNED_IN, owners=()),
        row("mfa_view_recovery_codes", SIGNED_IN, owners=()),
        signed_in("mfa_generate_recovery_codes"),
        row("mfa_download_recovery_codes", SIGNED_IN, owners=()),
        signed_in("mfa_list_webauthn"),
        signed_in("mfa_add_webauthn"),
        asked_again("mfa_remove_webauthn", of="passkey"),
        asked_again("mfa_edit_webauthn", of="passkey"),
        everybody("invitation", methods=BOTH),
        # Without a code that was typed before, it leads back to the page for typing one.
        everybody("invitation_accept", methods=BOTH),
    ],
    "shop": [
        everybody("home"),
        everybody("header_state"),
        everybody("products"),
        everybody("search"),
        everybody("suggest"),
        everybody("product", of="product page"),
        everybody("producer_page", of="producer page"),
        everybody("terms"),
        everybody("privacy"),
        everybody("delivery"),
        everybody("basket"),
        row("basket_add", EVERYBODY, owners=(), methods=POST),
        everybody("basket_remove", methods=POST),
        everybody("basket_voucher", methods=POST),
        everybody("checkout"),
        everybody("checkout_review", methods=POST),
        everybody("checkout_place", methods=POST),
        everybody("order_lookup", methods=BOTH),
        signed_in("my_orders"),
        buyers_own("order"),
        buyers_own("order_qr"),
        buyers_own("order_cancel", methods=BOTH),
        buyers_own("order_keep", methods=POST),
        buyers_own("order_refund_account", methods=BOTH),
    ],
    "producers": [
        producers("producer_home"),
        row("producer_switch", (*PRODUCERS, "superuser"), owners=(), methods=POST),
        producers("producer_orders"),
        producers("producer_order", of="parcel"),
        producers("producer_order_confirm", of="parcel", methods=POST),
        producers("producer_order_decline", of="parcel", methods=BOTH),
        producers("producer_order_slip", of="parcel"),
        producers("producer_order_send", of="parcel", methods=POST),
        producers("producer_order_delivered", of="parcel", methods=POST),
        producers("producer_order_refused", of="parcel", methods=POST),
        producers("producer_order_returned", of="parcel", methods=BOTH),
        producers("producer_order_cash", of="parcel", methods=BOTH),
        producers("producer_products"),
        producers("producer_price", of="product", methods=POST),
        producers("producer_stock"),
        producers("producer_recount", of="balance", methods=BOTH),
        producers("producer_write_off", of="balance", methods=BOTH),
        producers("producer_add_batch", of="product", methods=BOTH),
        producers("producer_certificates"),
        producers("producer_proposals"),
        producers("producer_proposal_new", methods=BOTH),
        producers("producer_proposal_facts", methods=BOTH),
        producers("producer_proposal_certificate", methods=BOTH),
        producers("producer_proposal_change", of="product", methods=BOTH),
        producers("producer_proposal", of="proposal", methods=BOTH),
        producers("producer_proposal_take_back", of="proposal", methods=POST),
        producers("producer_proposal_withdraw", of="proposal", methods=BOTH),
        row("producer_proposal_file", (*PRODUCERS, "superuser"), owners=(), of="proposal file"),
    ],
    "keepers": [
        keepers("counter"),
    ],
    "office": [
        Row("office_login", _told(lambda person: LOGIN)),
        everybody("office_password_reset"),
        officers("office_script_texts"),
        officers("office_producers"),
        officers("office_producers_xlsx"),
        officers("office_producers_csv"),
        officers("office_producer_new", methods=BOTH),
        officers("office_producer", of="maker"),
        officers("office_producer_edit", of="maker", methods=BOTH),
        officers("office_products"),
        officers("office_products_xlsx"),
        officers("office_products_csv"),
        officers("office_product_new", methods=BOTH),
        officers("office_product", of="product"),
        officers("office_product_edit", of="product", methods=BOTH),
        officers("office_transfers"),
        officers("office_transfer", of="attempt", methods=BOTH),
        officers("office_refunds"),
        row("office_refund", OFFICERS, owners=(), of="refund", methods=POST),
        officers("office_late"),
        officers("office_desk"),
        officers("office_stars"),
        officers("office_queue", of="queue"),
        row("office_looked_at", OFFICERS, owners=(), of="event", methods=POST),
        officers("office_discounts"),
        officers("office_discount_new", methods=BOTH),
        row("office_discount", OFFICERS, owners=(), of="offer"),
        row("office_discount_end", OFFICERS, owners=(), of="offer", methods=POST),
        officers("office_orders"),
        officers("office_orders_xlsx"),
        officers("office_orders_csv"),
        officers("office_order", of="order"),
        officers("office_order_act", of="order act", methods=BOTH),
        officers("office_parcel_act", of="parcel act", methods=BOTH),
        officers("office_outbox"),
        officers("office_outbox_retry", of="letter", methods=POST),
        officers("office_operator", methods=BOTH),
        officers("office_bands", methods=BOTH),
        officers("office_texts"),
        officers("office_text", of="legal text"),
        officers("office_text_new", of="kind of text", methods=BOTH),
        officers("office_limits", methods=BOTH),
        officers("office_vat", methods=BOTH),
        row("office_withdraw", OFFICERS, owners=(), of="rule", methods=POST),
        officers("office_radar"),
        officers("office_radar_xlsx"),
        officers("office_radar_csv"),
        officers("office_radar_certificates"),
        officers("office_radar_certificates_xlsx"),
        officers("office_radar_certificates_csv"),
        officers("office_radar_products"),
        officers("office_radar_products_xlsx"),
        officers("office_radar_products_csv"),
        officers("office_people"),
        officers("office_people_xlsx"),
        officers("office_people_csv"),
        officers("office_people_log"),
        officers("office_people_log_xlsx"),
        officers("office_people_log_csv"),
        officers("office_invite", methods=BOTH),
        officers("office_invitations"),
        officers("office_invitation", of="invitation"),
        officers("office_invitation_door", of="door of an invitation", methods=POST),
        officers("office_person", of="person"),
        officers("office_person_door", of="door of a person", methods=BOTH),
        officers("office_register"),
        officers("office_register_xlsx"),
        officers("office_register_csv"),
        officers("office_decision_new", methods=BOTH),
        officers("office_decision", of="decision"),
        officers("office_decision_submit", of="decision", methods=POST),
        row("office_decision_scan", OFFICERS, owners=(), of="decision"),
        officers("office_certificate", of="certificate"),
        officers("office_certificate_door", of="door", methods=BOTH),
        officers("office_product_history", of="product"),
        officers("office_proposals"),
        officers("office_proposals_xlsx"),
        officers("office_proposals_csv"),
        officers("office_proposal", of="proposal"),
        officers("office_proposal_accept", of="proposal", methods=POST),
        officers("office_proposal_return", of="proposal", methods=POST),
        row("office_proposal_file", OFFICERS, owners=(), of="proposal file"),
        row("office_event_scan", OFFICERS, owners=(), of="act"),
        officers("office_decisions"),
        officers("office_decisions_xlsx"),
        officers("office_decisions_csv"),
        officers("office_decision_verify", of="decision", methods=BOTH),
        officers("office_decision_lines", of="decision", methods=BOTH),
        officers("office_product_suggest"),
        officers("office_imports", methods=BOTH),
        officers("office_imports_xlsx"),
        officers("office_imports_csv"),
        officers("office_sheet_template_xlsx", of="kind of sheet"),
        officers("office_sheet_template_csv", of="kind of sheet"),
        officers("office_sheet", of="sheet"),
        row("office_sheet_answer", OFFICERS, owners=(), of="sheet"),
        officers("office_sheet_enter", of="sheet", methods=POST),
        officers("office_sheet_discard", of="sheet", methods=POST),
        officers("office_review"),
        officers("office_review_xlsx"),
        officers("office_review_csv"),
        officers("office_review_row", of="row in doubt", methods=BOTH),
    ],
    "reports": [
        everybody("figures"),
        everybody("figures_today_csv"),
        everybody("figures_today_json"),
        everybody("figures_final", of="report"),
        everybody("figures_final_csv", of="report"),
        everybody("figures_final_json", of="report"),
        officers("office_reports"),
        officers("office_report_new", methods=BOTH),
        officers("office_report", of="report"),
        officers("office_report_count", of="report", methods=POST),
        officers("office_report_final", of="report", methods=POST),
        officers("office_report_print", of="report"),
        officers("office_report_xlsx", of="report"),
        officers("office_report_csv", of="report"),
        officers("office_report_json", of="report"),
        officers("office_report_records", of="report"),
        officers("office_report_records_xlsx", of="report"),
        officers("office_report_records_csv", of="report"),
        officers("office_typed"),
        officers("office_typed_new", of="kind of typing", methods=BOTH),
        officers("office_typed_row", of="typed row", methods=BOTH),
        officers("office_typed_withdraw", of="typed row", methods=POST),
    ],
}
ROWS = [row for rows in TABLE.values() for row in rows]

# Wagtail's own addresses, too many to name: strangers sign in, others are refused, and what an
# officer gets is Wagtail's business, but never an error.
WAGTAIL = "office/"
# Doors of Wagtail that our own addresses of the same names stand before.
SHADOWED = {"wagtailadmin_login", "wagtailadmin_password_reset"}
OPEN_IN_WAGTAIL = ("office/login/", "office/logout/", "office/password_reset/")
