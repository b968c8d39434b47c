"""How alike names and birthdays are, who is compared with whom, and what agreements weigh."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.rules.people import blocks, likeness, twins, weights
from crmcli.core.rules.people.likeness import (
    FIELDS,
    NAME_CLOSE,
    NAME_CONFLICT,
    NAME_CONTAINED,
    NAME_NONE,
    NAME_SAME,
    NAME_SINGLE,
    Seen,
)
from crmcli.core.values.text import words

WORDS = st.lists(st.text("abcde", min_size=1, max_size=6), min_size=1, max_size=4).map(
    lambda found: tuple(sorted(found))
)


def seen(number: int, name: str, email: str = "") -> Seen:
    emails = (email,) if email else ()
    return Seen(number, "person", (likeness.name_words("person", words(name)), emails, (), "", "", "", "", ()))


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Ana García", "García, Ana", NAME_SAME),
        ("Ana García", "ANA GARCIA", NAME_SAME),
        ("Ana García", "Ana García López", NAME_CONTAINED),
        ("Ana García", "Ana Gracía", NAME_CLOSE),
        ("A. García", "Ana García", NAME_CLOSE),
        ("Maria Jose Gil", "Mariajose Gil", NAME_CLOSE),
        ("Ana", "Ana García", NAME_SINGLE),
        ("Juan García", "Marta García", NAME_CONFLICT),
        ("Ana María Gil", "Ana Luisa Gil", NAME_CONFLICT),
        ("Juan García", "Marta López", NAME_NONE),
    ],
)
def test_names(one: str, other: str, level: int) -> None:
    left, right = (likeness.name_words("person", words(name)) for name in (one, other))
    assert likeness.names(left, right) == likeness.names(right, left) == level


@given(WORDS, WORDS)
def test_names_are_alike_either_way_round(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert likeness.names(one, one) == NAME_SAME
    assert (likeness.names(one, other) == NAME_SAME) == (one == other)
    assert (likeness.names(one, other) <= NAME_CONFLICT) == (likeness.names(other, one) <= NAME_CONFLICT)


def test_a_firm_is_not_told_by_its_form() -> None:
    assert likeness.name_words("organisation", words("Telares S.L.")) == ("telares",)
    assert likeness.name_words("organisation", words("Telares, SL")) == ("telares",)
    assert likeness.name_words("organisation", words("SA")) == ("sa",)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1980-12-10", "1980-12-10", likeness.SAME),
        ("1980-12-10", "--12-10", likeness.SAME),
        ("1980-12-10", "1980-10-12", likeness.CLOSE),
        ("1980-12-10", "1986-12-10", likeness.CLOSE),
        ("1980-12-10", "1980-01-01", likeness.DIFFERENT),
        ("--12-10", "--12-11", likeness.CLOSE),
    ],
)
def test_birthdays(one: str, other: str, level: int) -> None:
    born = [Seen(1, "person", ((), (), (), "", day, "", "", ())) for day in (one, other)]
    assert likeness.levels(*born)[likeness.BIRTHDAY] == likeness.levels(*reversed(born))[likeness.BIRTHDAY] == level


def test_words_that_sound_alike_are_compared() -> None:
    assert blocks.sound("vazquez") == blocks.sound("basques")
    assert blocks.sound("jimenez") == blocks.sound("ximenes") or blocks.sound("gimenez") == blocks.sound("jimenez")


def test_a_key_that_many_share_makes_no_pairs() -> None:
    many = [seen(number, f"name{number} other{number}", "info@x.example") for number in range(blocks.LARGEST + 1)]
    assert list(blocks.pairs(many)) == []
    assert len(list(blocks.pairs(many[:3]))) == 3
    assert list(blocks.pairs([])) == []


@given(st.integers(2, 2000), st.integers(1, 300))
def test_drawn_pairs_are_two_and_always_the_same(count: int, most: int) -> None:
    drawn = list(blocks.drawn(count, most))
    assert drawn == list(blocks.drawn(count, most))
    assert len(drawn) <= max(most, 1)
    assert all(one != other and 0 <= one < count and 0 <= other < count for one, other in drawn)


def test_the_rarer_an_agreement_the_more_it_weighs() -> None:
    people = [seen(n, f"Ana Common{n}") for n in range(50)] + [seen(n, f"Xenia Rare{n % 49}") for n in range(50, 100)]
    drawn = [likeness.levels(people[i], people[j]) for i, j in blocks.drawn(len(people), 500)]
    weighed = weights.estimated(people, drawn, {}, FIELDS)
    rare, common = weighed.rarity(0, ("rare1", "xenia")), weighed.rarity(0, ("ana", "common1"))
    assert 0 < rare <= 1
    assert 0 < common <= 1
    assert weighed.rarity(1, "a", is_own=True) < weighed.rarity(3, "a")
    assert weights.probability(0) == 0.5
    assert weights.probability(-2000) == 0.0


def test_a_group_that_is_not_alike_throughout_is_left_for_an_eye() -> None:
    assert twins.groups([(1, 2), (2, 3), (5, 6)], {(1, 2): 0, (2, 3): 0, (5, 6): 0}) == [[5, 6]]
    assert twins.groups([(1, 2), (2, 3)], {(1, 2): 0, (2, 3): 0, (1, 3): 0}) == [[1, 2, 3]]
    assert twins.groups([], {}) == []


def test_words_of_any_length_are_compared_letter_by_letter() -> None:
    """In words of ten thousand letters too, where every place against every other would take a minute."""
    long = "x" * 10_000
    assert likeness.is_close(f"a{long}", f"{long}b")
    assert likeness.is_close(f"{long}ab", f"{long}ba")
    assert not likeness.is_close(f"abc{long}", f"{long}def")
