"""E-mails, phones, web addresses and handles in the form in which they are compared."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.values.addresses import (
    Handle,
    email_normal,
    handle,
    handle_normal,
    looks_like_phone,
    phone_normal,
    url_normal,
)
from crmcli.services.people import phones

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        (" Ana@Example.COM\n", "ana@example.com"),
        ("mailto:ana@example.com", "ana@example.com"),
        ("JOSE\u0301@Ñandú.example", "josé@ñandú.example"),
        ("ana@xn--and-6ma2c.example", "ana@ñandú.example"),
        ("o'brien+crm@example.com.", "o'brien+crm@example.com"),
        ("ana@[127.0.0.1]", "ana@[127.0.0.1]"),
        ("ana@localhost", "ana@localhost"),
        ("用户@例子.example", "用户@例子.example"),
    ],
)
def test_emails_are_compared_without_case(text: str, normal: str) -> None:
    assert email_normal(text) == normal


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ana", "it needs one @"),
        ("", "it needs one @"),
        ("@example.com", "it needs one @"),
        ("ana@", "it needs one @"),
        ("a@b@example.com", "it needs one @"),
        ("ana lopez@example.com", "spaces and line ends"),
        ("ana@example.com\r\nBcc: all@example.com", "it needs one @"),
        ("ana@example.com\r\nBcc: all", "spaces and line ends"),
        ("ana\u2028@example.com", "spaces and line ends"),
        ("Ana<ana@example.com>", "< cannot stand in it"),
        ("ana@example,com", ", cannot stand in it"),
        ("ana\u202e@example.com", "U+202E cannot stand in it"),
        ("ana\x00@example.com", "U+0000 cannot stand in it"),
        ("ana\ud800@example.com", "U+D800 cannot stand in it"),
        ("ana@exam..ple.com", "exam..ple.com is not a domain"),
        ("ana@-example.com", "-example.com is not a domain"),
        ("ana@exa$mple.com", "exa$mple.com is not a domain"),
        (f"{'a' * 250}@example.com", "it is too long"),
    ],
)
def test_what_is_no_email_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(Invalid) as refusal:
        email_normal(text)
    assert why in str(refusal.value)
    assert refusal.value.hint


@given(st.one_of(ANY_TEXT, st.emails()))
def test_a_normal_email_is_its_own_normal_form(text: str) -> None:
    try:
        normal = email_normal(text)
    except Invalid:
        return
    assert email_normal(normal) == normal
    assert normal.isprintable()
    assert " " not in normal


def test_a_refusal_does_not_repeat_a_whole_file() -> None:
    with pytest.raises(Invalid) as refusal:
        email_normal("a" * 1_000_000)
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize(
    ("text", "country", "normal"),
    [
        ("+34 600 11 12 22", "ES", "34600111222"),
        ("600 111 222", "ES", "34600111222"),
        ("600.111.222", "es", "34600111222"),
        ("0034 600 111 222", "ES", "34600111222"),
        ("(+34) 600-111-222", "GB", "34600111222"),
        ("34600111222", "ES", "34600111222"),
        ("+34 (0) 600 111 222", "ES", "34600111222"),
        ("\u202a+34\u00a0600\u00a0111\u00a0222\u202c", "ES", "34600111222"),
        ("٦٠٠ ١١١ ٢٢٢", "ES", "34600111222"),
        ("＋３４６００１１１２２２", "US", "34600111222"),
        ("600111222 ext. 12", "ES", "34600111222"),
        ("600111222 extensión 12", "ES", "34600111222"),
        ("600111222;12", "ES", "34600111222"),
        ("tel:+1-312-555-0144;ext=102", "ES", "13125550144"),
        ("(312) 555-0144", "US", "13125550144"),
        ("312.555.0144x0930", "US", "13125550144"),
        ("1-312-555-0144", "US", "13125550144"),
        ("011 34 600 111 222", "US", "34600111222"),
        ("1-800-FLOWERS", "US", "18003569377"),
        ("Tel 555-0199", "US", "15550199"),
        ("+1 555 0199", "ES", "15550199"),
        ("020 7946 0018", "GB", "442079460018"),
        ("+44 (0)20 7946 0018", "ES", "442079460018"),
        ("06 1234 5678", "IT", "390612345678"),
        ("+39 06 1234 5678", "ES", "390612345678"),
        ("8 (495) 123-45-67", "RU", "74951234567"),
        ("06 20 123 4567", "HU", "36201234567"),
        ("+52 1 55 1234 5678", "ES", "525512345678"),
        ("01 55 1234 5678", "MX", "525512345678"),
        ("010 34 600 111 222", "JP", "34600111222"),
        ("112", "ES", "112"),
        ("600111222", "", "600111222"),
        ("600111222", "XX", "600111222"),
        ("12", "ES", ""),
        ("call me", "ES", ""),
        ("", "ES", ""),
    ],
)
def test_a_phone_is_the_same_in_any_spelling(text: str, country: str, normal: str) -> None:
    assert phone_normal(text, country) == normal


@given(ANY_TEXT, st.sampled_from(["ES", "US", "DE", "IT", "HU", "RU", "MX", "JP", "", "??"]))
def test_a_normal_phone_is_ascii_digits_and_can_be_read_again(text: str, country: str) -> None:
    normal = phone_normal(text, country)
    assert not normal or (normal.isascii() and normal.isdecimal())
    assert phone_normal(normal + " x12", country) == phone_normal(normal, country)


@given(st.from_regex(r"[6-9][0-9]{8}", fullmatch=True))
def test_a_normal_phone_with_a_plus_is_its_own_normal_form(number: str) -> None:
    normal = phone_normal(number, "ES")
    assert phone_normal("+" + normal, "US") == normal == "34" + number


def test_real_spellings_agree_with_the_phone_library(corpora: Path) -> None:
    import phonenumbers

    compared = 0
    with (corpora / "fakedata" / "people_2000.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            try:
                number = phonenumbers.parse(re.sub(r"x\d+$", "", row["phone"]), row["country"])
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(number):
                compared += 1
                e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
                assert "+" + phone_normal(row["phone"], row["country"]) == e164
            assert email_normal(row["email"]) == row["email"].lower()
    assert compared > 1000


def test_every_country_s_own_spelling_agrees_with_the_phone_library() -> None:
    import phonenumbers

    spellings = differing = 0
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
            number = phonenumbers.example_number_for_type(region, kind)
            if number is None:
                continue
            normal = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]
            for spelled in (
                phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL),
                phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966),
                phonenumbers.format_out_of_country_calling_number(number, "ES"),
            ):
                assert phone_normal(spelled, region) == normal
            national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
            spellings += 1
            differing += phone_normal(national, region) != normal
    assert spellings > 450
    assert differing <= 5  # islands with numbers of four digits, and the 15 of Argentine mobiles


def test_phones_are_spelt_and_checked() -> None:
    assert phones.format("34600111222", "ES") == "+34 600 11 12 22"
    assert phones.format("600111222", "ES") == "+34 600 11 12 22"
    assert phones.format("13125550144", "ES") == "+1 312-555-0144"
    assert phones.format("112", "ES") == "112"
    assert phones.format("", "") == ""


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("600111222", True),
        ("+34 600 11 12 22", True),
        ("(312) 555-0144", True),
        ("600 111 222 ext 3", True),
        ("tel:+34600111222", True),
        ("112", False),
        ("123456", False),
        ("2026-11-24", False),
        ("Ana", False),
        ("a600111222", False),
        ("600111222 Ana", False),
        ("+", False),
        ("", False),
        ("1" * 50, False),
    ],
)
def test_what_looks_like_a_phone(text: str, looks: bool) -> None:
    assert looks_like_phone(text) is looks


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("HTTPS://Example.COM/", "example.com"),
        ("http://example.com:80/Path/", "example.com/Path"),
        ("https://example.com:443", "example.com"),
        ("example.com?q=/", "example.com?q=/"),
        ("//example.com/#Top", "example.com/#Top"),
        ("https://xn--and-6ma2c.example/x", "ñandú.example/x"),
        ("", ""),
    ],
)
def test_web_addresses_are_compared_without_scheme(text: str, normal: str) -> None:
    assert url_normal(text) == normal


@given(ANY_TEXT)
def test_any_text_can_be_taken_for_a_web_address_or_handle(text: str) -> None:
    assert isinstance(url_normal(text), str)
    assert isinstance(handle_normal(text), str)
    assert looks_like_phone(text) in {True, False}


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("@Ana", Handle("", "Ana")),
        ("twitter:@ana", Handle("twitter", "ana")),
        ("https://x.com/ana", Handle("twitter", "ana")),
        ("https://www.linkedin.com/in/ana-lopez/?trk=1", Handle("linkedin", "ana-lopez")),
        ("youtube.com/@ana", Handle("youtube", "ana")),
        ("https://wa.me/34600111222", Handle("whatsapp", "34600111222")),
        ("@ana@mastodon.example", Handle("mastodon", "ana@mastodon.example")),
        ("https://somewhere.example/ana", Handle("", "https://somewhere.example/ana")),
    ],
)
def test_handles_say_their_service(text: str, parsed: Handle) -> None:
    assert handle(text) == parsed
    assert handle_normal(text) == parsed.name.lower()
