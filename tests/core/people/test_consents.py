"""Permissions: a function of what was said up to a day; nobody allows anything unasked; merges allow no more."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import CrmError
from crmcli.core.records.consents import Consent
from crmcli.core.records.kinds import CONSENT_ACTIONS, CONSENT_CHANNELS, CONSENT_PURPOSES
from crmcli.core.rules.people import consents as rules

FIRST = date(2026, 1, 1)
DAYS = [(FIRST + timedelta(days=at)).isoformat() for at in range(20)]
MERGED_ON = DAYS[12]
KEYS = [(channel, purpose) for channel in CONSENT_CHANNELS[:2] for purpose in CONSENT_PURPOSES[:2]]


@st.composite
def entries(draw: st.DrawFn, contact: int = 1, last: int = 12) -> list[Consent]:
    made = []
    for at in range(draw(st.integers(0, 6))):
        channel, purpose = draw(st.sampled_from(KEYS))
        action = draw(st.sampled_from(CONSENT_ACTIONS))
        expires = draw(st.sampled_from(["", *DAYS])) if action == "granted" else ""
        said = draw(st.sampled_from(DAYS[: last + 1]))
        made.append(Consent(contact * 100 + at, "", contact, said, channel, purpose, action, expires=expires))
    return made


def allowed(said: list[Consent], day: str) -> set[tuple[str, str]]:
    return {key for key in KEYS if rules.allows(said, *key, day)}


@given(entries(), st.sampled_from(DAYS), st.randoms())
def test_what_holds_is_a_function_of_what_was_said_up_to_the_day(said: list[Consent], day: str, chance: object) -> None:
    told = rules.standings(said, day)
    mixed = list(said)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert rules.standings(mixed, day) == told
    assert rules.standings([one for one in said if one.date <= day], day) == told
    later = Consent(999, "", 1, DAYS[-1], *KEYS[0], "granted")
    assert rules.standings([*said, later], DAYS[11]) == rules.standings(said, DAYS[11])


@given(entries(), st.sampled_from(DAYS))
def test_only_a_yes_that_is_the_last_word_and_has_not_ended_allows(said: list[Consent], day: str) -> None:
    for key in KEYS:
        own = [one for one in said if (one.channel, one.purpose) == key and one.date <= day]
        last = max(own, key=lambda one: (one.date, one.id), default=None)
        is_yes = last is not None and last.action == "granted" and (not last.expires or last.expires >= day)
        assert rules.allows(said, *key, day) is is_yes


@given(entries(1), entries(2), entries(3))
def test_a_merge_never_allows_what_one_of_them_did_not(
    one: list[Consent], two: list[Consent], three: list[Consent]
) -> None:
    sides = (one, two, three)
    joined = [said for side in sides for said in side]
    needed = [
        strict.said._replace(id=1000 + at, contact_id=1, date=MERGED_ON)
        for at, strict in enumerate(rules.settled(sides, MERGED_ON))
    ]
    for day in DAYS[12:]:
        for key in KEYS:
            if rules.allows([*joined, *needed], *key, day):
                spoke = [side for side in sides if any((said.channel, said.purpose) == key for said in side)]
                assert spoke
                assert all(rules.allows(side, *key, day) for side in spoke)


@given(entries(1), entries(2))
def test_a_merge_adds_nothing_where_they_agree(one: list[Consent], other: list[Consent]) -> None:
    assert rules.settled([one], MERGED_ON) == []
    assert rules.settled([one, []], MERGED_ON) == []
    needed = rules.settled([one, other], MERGED_ON)
    again = [said.said._replace(id=1000 + at, date=MERGED_ON) for at, said in enumerate(needed)]
    assert rules.settled([[*one, *other, *again]], MERGED_ON) == []


@given(entries(), st.sampled_from(KEYS), st.sampled_from(DAYS[:13]))
def test_a_file_never_turns_a_no_into_a_yes_that_is_older(said: list[Consent], key: tuple[str, str], day: str) -> None:
    yes = Consent(500, "", 1, day, *key, "granted", source="file")
    if brought := rules.brought(said, yes, DAYS[-1]):
        assert brought == yes
        assert not any(
            one.action in rules.REFUSED and one.date >= day for one in said if (one.channel, one.purpose) == key
        )
        assert not rules.brought([*said, yes], yes, DAYS[-1])
    assert not rules.brought(said, yes._replace(source=""), DAYS[-1])
    assert not rules.brought(said, yes._replace(date=""), DAYS[-1])


@given(entries(), st.sampled_from(KEYS), st.sampled_from(["", *DAYS]))
def test_a_no_of_a_file_is_taken_once_with_its_day_or_without(
    said: list[Consent], key: tuple[str, str], day: str
) -> None:
    no = Consent(500, "", 1, day, *key, "withdrawn")
    brought = rules.brought(said, no, MERGED_ON)
    after = [*said, brought] if brought else said
    assert rules.brought(after, no, MERGED_ON) is None
    if not day or day > MERGED_ON:
        assert not rules.allows(after, *key, MERGED_ON)


def test_a_file_with_another_no_of_the_day_is_heard_and_the_same_file_is_not() -> None:
    no = Consent(1, "", 1, DAYS[0], *KEYS[0], "withdrawn", source="Mailchimp", evidence="unsubscribed 09:00")
    said = [no, no._replace(id=2, action="granted", source="call", evidence="")]
    later = no._replace(id=3, evidence="unsubscribed 17:00")
    assert rules.brought(said, no._replace(id=3), MERGED_ON) is None
    assert rules.brought(said, later, MERGED_ON) == later
    assert rules.brought([*said, later], later, MERGED_ON) is None
    assert rules.brought([no], later, MERGED_ON) is None


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"source": ""}, "usage"),
        ({"date": "2026-11-23"}, "invalid"),
        ({"channel": "pigeon"}, "invalid"),
        ({"purpose": "spam"}, "invalid"),
        ({"basis": "because"}, "invalid"),
        ({"expires": "2026-11-19"}, "invalid"),
        ({"action": "denied", "expires": "2027-01-01"}, "usage"),
        ({"action": "withdrawn", "basis": "consent"}, "usage"),
    ],
)
def test_what_lacks_something_is_refused_with_a_way_out(changes: dict[str, str], slug: str) -> None:
    entry = Consent(0, "", 1, "2026-11-20", "email", "newsletter", "granted", source="form")
    assert rules.checked(entry, "2026-11-22").basis == "consent"
    with pytest.raises(CrmError) as refusal:
        rules.checked(entry._replace(**changes), "2026-11-22")  # type: ignore[arg-type]
    assert (refusal.value.slug, bool(refusal.value.hint)) == (slug, True)
