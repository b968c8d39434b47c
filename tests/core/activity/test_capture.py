"""One line of everyday words: what is understood, whom it names, and what it does not take for anything."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import CrmError, Invalid, NotFound
from crmcli.core.records.activity import Interaction
from crmcli.core.records.kinds import CHANNELS
from crmcli.core.rules.activity import capture, interaction_times, interactions, mentions
from crmcli.core.values.text import fold

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=1)))
"""A Sunday."""
KNOWN = (
    "Ana García", "Grace Hopper", "George Boole", "Navy Labs", "Theo Smith", "José Ortega y Gasset",
    "Ludwig van Beethoven", "田中 太郎", "Carmen de la Torre",
)  # fmt: skip


def who(name: str) -> str | None:
    """The one whose name has these words."""
    words = set(fold(name).split())
    found = [known for known in KNOWN if words <= set(fold(known).split())]
    return found[0] if len(found) == 1 else None


def read(sentence: str) -> capture.Captured:
    return capture.read(sentence, now=NOW, order="dmy")


def named(sentence: str) -> list[str]:
    return mentions.people(read(sentence).clauses, who)


def promised(sentence: str) -> tuple[str, str] | None:
    step = read(sentence).next
    return None if step is None else (step.due, step.title)


def test_the_whole_of_the_example() -> None:
    sentence = "Yesterday: lunch with Grace and George @ventas +3d send offer"
    found = read(sentence)
    assert found.at is not None
    assert (found.at.stored, found.channel, found.text, found.tags) == (
        "2026-11-21", "meeting", "lunch with Grace and George", ("ventas",),
    )  # fmt: skip
    assert promised(sentence) == ("2026-11-25", "send offer")
    assert named(sentence) == ["Grace Hopper", "George Boole"]


@pytest.mark.parametrize(
    ("sentence", "day", "text"),
    [
        ("Ayer: comida con Ana", "2026-11-21", "comida con Ana"),
        ("el viernes llamé a Ana", "2026-11-20", "llamé a Ana"),
        ("22/11 08:00 call with Ana", "2026-11-22T07:00:00Z", "call with Ana"),
        ("15 nov - call with Ana", "2026-11-15", "call with Ana"),
        ("@vip Yesterday: call with Ana", "2026-11-21", "call with Ana"),
        ("met Theo yesterday", "2026-11-21", "met Theo"),
        ("comida con Ana ayer.", "2026-11-21", "comida con Ana"),
        ("called Ana last friday", "2026-11-20", "called Ana"),
        ("llamé a Ana el viernes pasado", "2026-11-20", "llamé a Ana"),
        ("llamada con Ana hace 3 días", "2026-11-19", "llamada con Ana"),
        ("Llamada con Ana ayer a las 10:30: quiere precio", "2026-11-21T09:30:00Z", "Llamada con Ana: quiere precio"),
        ("call with Ana yesterday: she wants it", "2026-11-21", "call with Ana: she wants it"),
        ("called Ana last friday, she wants a quote", "2026-11-20", "called Ana, she wants a quote"),
        ("called Ana, she was ill last friday", None, "called Ana, she was ill last friday"),
        ("call with Ana about last friday: she was ill", None, "call with Ana about last friday: she was ill"),
        ("call with Ana: she was ill since last friday", None, "call with Ana: she was ill since last friday"),
        ("call with Ana, last week was hard: we talk", None, "call with Ana, last week was hard: we talk"),
        ("call with Ana", None, "call with Ana"),
        ("10 min call with Ana", None, "10 min call with Ana"),
        ("2 weeks of work with Ana", None, "2 weeks of work with Ana"),
        ("yesterday's news from Ana", None, "yesterday's news from Ana"),
    ],
)
def test_the_day_stands_first_or_last(sentence: str, day: str | None, text: str) -> None:
    found = read(sentence)
    assert (found.at and found.at.stored, found.text) == (day, text)


@pytest.mark.parametrize(
    ("sentence", "channel"),
    [
        ("lunch with Ana", "meeting"), ("Reunión con Ana", "meeting"), ("café con Ana", "meeting"),
        ("met Ana", "meeting"),
        ("Called Ana", "call"), ("llamé a Ana", "call"), ("LLAMADA de Ana", "call"), ("hablé con Ana", "call"),
        ("e-mail from Ana", "email"), ("correo de Ana", "email"), ("WhatsApp de Ana", "message"),
        ("visita a Navy Labs", "visit"), ("letter to Ana", "letter"), ("Ana likes boats", "note"),
        ("lunch with Ana, she called the bank", "meeting"), ("note: Ana called", "note"),
    ],
)  # fmt: skip
def test_the_first_word_that_tells_a_channel_decides(sentence: str, channel: str) -> None:
    assert read(sentence).channel == channel
    assert channel in CHANNELS


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("call with Ana +3d send offer", ("2026-11-25", "send offer")),
        ("call with Ana +1w: send offer", ("2026-11-29", "send offer")),
        ("call with Ana +3d", ("2026-11-25", "")),
        ("call with Ana, in 2 weeks send the offer", ("2026-12-06", "send the offer")),
        ("llamé a Ana, dentro de 2 semanas enviar la oferta", ("2026-12-06", "enviar la oferta")),
        ("call with Ana en 3 días enviar @vip oferta", ("2026-11-25", "enviar oferta")),
        ("call with Ana -> friday: send minutes", ("2026-11-27", "send minutes")),
        ("call with Ana → mañana 10:00 informe", ("2026-11-23T09:00:00Z", "informe")),
        ("call with Ana +2h report", ("2026-11-22T10:30:00Z", "report")),
        ("call with Ana, the project starts in 2 weeks", None),
        ("call with Ana, it starts in 2 weeks and is fixed", None),
        ("call with Ana about +5 units", None),
        ("call with Ana in March", None),
        ("call with Ana -> see the notes", None),
    ],
)
def test_the_next_step_stands_at_the_end(sentence: str, step: tuple[str, str] | None) -> None:
    assert promised(sentence) == step


def test_what_is_not_taken_stays_in_the_text() -> None:
    assert read("call with Ana about +5 units").text == "call with Ana about +5 units"
    assert read("write to ana@x.example, handle @ana@x.example or #12").tags == ()
    assert read("lunch @ventas, @Ventas and #Año.").tags == ("ventas", "Año")
    assert read("lunch with Ana\n\n- boats\n- @sails").text == "lunch with Ana\n- boats\n- @sails"


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("lunch with grace and george", ["Grace Hopper", "George Boole"]),
        ("lunch with Grace, George and Theo", ["Grace Hopper", "George Boole", "Theo Smith"]),
        ("comida con Ana García y Theo sobre el presupuesto", ["Ana García", "Theo Smith"]),
        ("lunch with Ana's team", ["Ana García"]),
        ("email to Grace Hopper from the airport", ["Grace Hopper"]),
        ("llamé a Ana", ["Ana García"]),
        ("call grace about the offer", ["Grace Hopper"]),
        ("visita a la fábrica de Navy Labs con Theo", ["Navy Labs", "Theo Smith"]),
        ("Grace: wants the offer", ["Grace Hopper"]),
        ("Grace and Theo called", ["Grace Hopper", "Theo Smith"]),
        ("Whatsapp de Grace: dice que sí", ["Grace Hopper"]),
        ("met José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("lunch with Ludwig van Beethoven and Carmen de la Torre", ["Ludwig van Beethoven", "Carmen de la Torre"]),
        ("lunch with 田中 太郎", ["田中 太郎"]),
        ("Grace wants boats", ["Grace Hopper"]),
        ("lunch with Grace @vip Theo", ["Grace Hopper"]),
        ("lunch with Grace, Great talk about boats", ["Grace Hopper"]),
        ("lunch with grace and talked about boats", ["Grace Hopper"]),
        ("Lunch with Grace. George paid", ["Grace Hopper"]),
        ("called the boss", []),
        ("Bought chairs", []),
        ("", []),
    ],
)
def test_whom_a_sentence_names(sentence: str, people: list[str]) -> None:
    assert named(sentence) == people


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("lunch with Bob", "Bob"),
        ("lunch with bob", "bob"),
        ("lunch with Bob Marley about boats", "Bob Marley"),
        ("lunch with grace and bob", "bob"),
        ("lunch with Grace, Bob and Theo", "Bob"),
        ("comida con Ana y Bob de la Vega", "Bob de la Vega"),
    ],
)
def test_a_name_that_nobody_bears_is_refused(sentence: str, name: str) -> None:
    with pytest.raises(NotFound) as told:
        named(sentence)
    assert told.value.values["name"] == name


@given(st.text(max_size=200))
def test_any_text_is_read(sentence: str) -> None:
    found = read(sentence)
    assert found.channel in CHANNELS
    try:
        people = mentions.people(found.clauses, who)
    except CrmError:
        return
    assert set(people) <= set(KNOWN)


SAID = "lunch call with to and y con Ana Grace Bob bob about, . +3d in 2 weeks @vip #x yesterday: -> friday send"
WORDS = st.sampled_from(SAID.split())


@given(st.lists(WORDS, max_size=14))
def test_nothing_that_was_said_is_lost(words: list[str]) -> None:
    found = read(" ".join(words))
    kept = f"{found.text} {' '.join(found.tags)} {found.next.title if found.next else ''}"
    kept = kept.replace(":", " ").replace(",", " ")
    for word in ("Ana", "Grace", "Bob", "bob", "send", "call", "lunch"):
        assert kept.split().count(word) >= words.count(word) - sum(w == f"{word}," for w in words)


def test_what_next_takes() -> None:
    step = interaction_times.next_step("in 2 weeks: send the offer", now=NOW, order="dmy")
    assert (step.due, step.title, step.kind) == ("2026-12-06", "send the offer", "follow-up")
    assert interaction_times.next_step("+3d", now=NOW, order="dmy").title == ""
    for text in ("", "send the offer", "soon: call", "yesterday: call"):
        with pytest.raises(Invalid):
            interaction_times.next_step(text, now=NOW, order="dmy")


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("yesterday", "2026-11-21"), ("friday", "2026-11-20"), ("sunday", "2026-11-15"), ("24/12", "2025-12-24"),
        ("09:00", "2026-11-22T08:00:00Z"), ("14:00", "2026-11-21T13:00:00Z"), ("today", "2026-11-22"),
    ],
)  # fmt: skip
def test_a_log_looks_back(text: str, stored: str) -> None:
    assert interaction_times.happened(text, now=NOW, order="dmy") == stored


@pytest.mark.parametrize("text", ["tomorrow", "2026-11-23", "+3d", "in 2 hours", "1 jan 1899", "foo"])
def test_a_log_tells_what_has_been(text: str) -> None:
    with pytest.raises(Invalid):
        interaction_times.happened(text, now=NOW, order="dmy")


@pytest.mark.parametrize(
    ("text", "minutes"), [("45", 45), ("1h30m", 90), ("20 min", 20), ("1d", 1440), ("", None), ("0", 0)]
)
def test_minutes(text: str, minutes: int | None) -> None:
    assert interaction_times.minutes(text) == minutes


@pytest.mark.parametrize("text", ["long", "-5", "2 months", "1.5"])
def test_what_is_no_length(text: str) -> None:
    with pytest.raises(CrmError):
        interaction_times.minutes(text)


def test_a_settled_interaction_is_tidy() -> None:
    said = Interaction(
        channel="Email",
        direction="IN",
        outcome="Sale_Closed",
        subject=" a \n b ",
        text=" x\0 ",
        tags=("#vip", "VIP,new"),
    )
    found = interactions.settled(said)
    assert (found.channel, found.direction, found.outcome) == ("email", "in", "sale-closed")
    assert (found.subject, found.text, found.tags) == ("a b", "x\ufffd", ("vip", "new"))


@pytest.mark.parametrize(
    "said",
    [
        Interaction(),
        Interaction(text="x", channel="fax"),
        Interaction(text="x", direction="sideways"),
        Interaction(text="x", outcome="positiv"),
        Interaction(text="x", minutes=-1),
        Interaction(text="x", minutes=10**9),
        Interaction(text="x" * 1_000_001),
        Interaction(text="x", subject="x" * 1_001),
    ],
)
def test_what_no_interaction_can_be(said: Interaction) -> None:
    with pytest.raises(Invalid) as told:
        interactions.settled(said)
    assert told.value.hint or said.text[:2] == "xx"


def test_tags_come_and_go_whatever_their_case() -> None:
    assert interactions.retagged(("vip", "Año"), ["new"], ["ANO"]) == ("vip", "new")
