"""What becomes of a pair, and what becomes of kept lines when another card tells more."""

import pytest

from crmcli.core.records.contact import Contact, Point
from crmcli.core.rules.people import kept_lines, syncing

WAS = ("f", "c")


@pytest.mark.parametrize(
    ("file", "card", "was", "wanted"),
    [
        ("f", "", None, "add"),
        ("", "c", None, "write"),
        ("f", "c", None, "meet"),
        ("f", "c", WAS, "same"),
        ("g", "c", WAS, "change"),
        ("f", "d", WAS, "rewrite"),
        ("g", "d", WAS, "conflict"),
        ("", "c", WAS, "trash"),
        ("", "d", WAS, "conflict"),
        ("f", "", WAS, "remove"),
        ("g", "", WAS, "conflict"),
        ("", "", WAS, "forget"),
    ],
)
def test_every_case(file: str, card: str, was: tuple[str, str] | None, wanted: str) -> None:
    assert syncing.action(file, card, was=was) == wanted
    assert wanted in syncing.ACTIONS


def test_more_than_a_fifth_are_many() -> None:
    assert not syncing.are_many(0, 0)
    assert not syncing.are_many(2, 10)
    assert syncing.are_many(3, 10)
    assert syncing.are_many(1, 1)


def test_a_card_replaces_what_cards_tell_and_leaves_the_rest() -> None:
    known = Contact(
        3, "u", name="Ana", given="Ana", nickname="Ani", lifecycle="lead", cadence="3w", organisation="X",
        organisation_id=7, emails=(Point("a@x.example"),), tags=("vip",), fields=(("size", "4"),),
    )  # fmt: skip
    card = Contact(name="Ana Luz", given="Ana", family="Luz", organisation="x", tags=("VIP",), note="n")
    after = syncing.replaced(known, card, is_parted=True)
    assert (after.id, after.uid, after.name, after.family, after.nickname) == (3, "u", "Ana Luz", "Luz", "")
    assert (after.lifecycle, after.cadence, after.organisation_id) == ("lead", "3w", 7)
    assert (after.emails, after.tags, after.fields, after.note) == ((), ("vip",), (("size", "4"),), "n")


@pytest.mark.parametrize(
    ("had", "said", "wanted"),
    [
        ("", "X-A:1", "X-A:1"),
        ("X-A:1", "", "X-A:1"),
        ("X-A:1", "X-A:2", "X-A:2"),
        ("X-A:1\nX-B:1", "X-A:2", "X-B:1\nX-A:2"),
        ("TEL;X=1:1", "TEL;X=1:2", "TEL;X=1:1\nTEL;X=1:2"),
        ("TEL;X=1:1", "TEL;X=1:1\nX-B:1", "TEL;X=1:1\nX-B:1"),
        ("item1.TEL:1\nitem1.X-ABLabel:a", "item1.TEL:1\nitem1.X-ABLabel:a", "item1.TEL:1\nitem1.X-ABLabel:a"),
        ("item1.TEL:1\nitem1.X-ABLabel:a", "item9.TEL:1\nitem9.X-ABLabel:a", "item1.TEL:1\nitem1.X-ABLabel:a"),
        (
            "item1.TEL:1\nitem1.X-ABLabel:a",
            "item1.URL:u\nitem1.X-ABLabel:b",
            "item1.TEL:1\nitem1.X-ABLabel:a\nitem2.URL:u\nitem2.X-ABLabel:b",
        ),
    ],
)
def test_kept_lines_unite(had: str, said: str, wanted: str) -> None:
    assert kept_lines.united(had, said) == wanted
    assert kept_lines.united(wanted, said) == wanted


def test_a_card_that_only_fills_replaces_no_line() -> None:
    assert kept_lines.united("X-A:1", "X-A:2\nX-B:3", fills=True) == "X-A:1\nX-B:3"
