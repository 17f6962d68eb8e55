"""Barcodes, tax codes and addresses of producers."""

import pytest
from django.core.exceptions import ValidationError

from catalog import barcodes
from catalog.producer_slugs import free_slug
from catalog.tax_codes import clean_tax_code, validate_tax_code


@pytest.mark.parametrize("code", ["9520000000011", "9520000000028", "9520123456788"])
def test_a_gtin_with_the_right_last_digit_passes(code):
    barcodes.validate_gtin(code)


@pytest.mark.parametrize(
    "code",
    ["", "9520000000012", "952000000001", "95200000000110", "952000000001x", "９520000000011"],
)
def test_what_is_no_gtin_is_refused(code):
    with pytest.raises(ValidationError):
        barcodes.validate_gtin(code)


def test_a_number_of_a_shops_own_is_no_gtin():
    with pytest.raises(ValidationError) as refusal:
        barcodes.validate_gtin(barcodes.internal_code(7))

    assert refusal.value.code == "gtin_internal"


@pytest.mark.parametrize("product_id", [1, 148, 10_000, 9_999_999_999])
def test_a_code_of_ours_scans_and_leads_back(product_id):
    code = barcodes.internal_code(product_id)

    assert barcodes.is_ean13(code)
    assert barcodes.product_of(code) == product_id


def test_a_foreign_code_leads_nowhere():
    assert barcodes.product_of("9520000000011") is None
    assert barcodes.product_of("2900000000011") is None


def test_the_field_of_a_product_checks_its_barcode(make):
    facts = make.product(gtin="9520000000012").facts

    with pytest.raises(ValidationError) as refusal:
        facts.clean_fields()

    assert "gtin" in refusal.value.message_dict


@pytest.mark.parametrize("code", ["0100000003", "0100000003-001", "001099000001"])
def test_tax_codes_of_firms_branches_and_people_pass(code):
    validate_tax_code(code)


@pytest.mark.parametrize("code", ["", "0100000008", "0100000008-001", "010000000", "0100000003-1"])
def test_what_is_no_tax_code_is_refused(code):
    with pytest.raises(ValidationError):
        validate_tax_code(code)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 0100 000 003 ", "0100000003"),
        ("0100000003001", "0100000003-001"),
        ("0100000003-001", "0100000003-001"),
    ],
)
def test_a_tax_code_is_kept_in_one_way(typed, kept):
    assert clean_tax_code(typed) == kept


def test_producers_of_one_name_get_addresses_of_their_own(make):
    first = make.producer()
    first.slug = free_slug("HTX Đường Thốt Nốt")
    first.save()

    assert first.slug == "htx-duong-thot-not"
    assert free_slug("HTX Đường thốt nốt") == "htx-duong-thot-not-2"
    assert free_slug("★★★") == "co-so"
