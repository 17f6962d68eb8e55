import pytest

from marketplace.kernel import vietqr

TRANSFER = {"bank": "970403", "account": "0011012345678", "amount": 180_000}


def test_the_checksum_is_ccitt_false():
    assert vietqr.crc(b"123456789") == 0x29B1


def test_the_published_transfer_is_reproduced_byte_for_byte():
    made = vietqr.payload(**TRANSFER, bill="NPS6869", purpose="thanh toan don hang")

    assert made == (
        "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA"
        "530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E"
    )


def test_a_purpose_loses_its_marks_and_what_is_longer_than_25():
    made = vietqr.payload(**TRANSFER, purpose="Đơn hàng K7M2QX của bác Nguyễn Thị Hạnh")

    assert "0825Don hang K7M2QX cua bac N" in made


@pytest.mark.parametrize(
    ("written", "plain"),
    [("ĐH-2026 / số 5", "DH-2026 so 5"), ("₫", ""), ("  a   b ", "a b"), ("x" * 40, "x" * 25)],
)
def test_only_plain_characters_stay_in_a_purpose(written, plain):
    assert vietqr.plain_purpose(written) == plain


@pytest.mark.parametrize(
    "wrong",
    [
        {"bank": "97040"},
        {"account": ""},
        {"account": "1" * 20},
        {"amount": 0},
        {"amount": -1},
        {"amount": 10**13},
    ],
)
def test_what_no_banking_app_reads_is_refused(wrong):
    with pytest.raises(ValueError, match="VietQR wants"):
        vietqr.payload(**{**TRANSFER, **wrong}, purpose="x")
