"""A card on the screen: what is on it, and that no line is wider than the screen."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Contact, Point
from crmcli.view.cells import width
from crmcli.view.columns.column import Frame
from crmcli.view.people import person_card
from crmcli.view.spans import Spans

FRAME = Frame(date(2026, 11, 22), lambda stored: datetime.fromisoformat(stored[:10]).replace(tzinfo=UTC))
ANA = Contact(id=2, name="Ana García", organisation="Telares SL", emails=(Point("ana@x.example"),), note="likes boats")
CALL = Interaction(
    id=1,
    at="2026-11-21",
    channel="call",
    text="asked for\nthe offer",
    outcome="positive",
    participants=(2,),
    names=("Ana",),
)
DUE = Task(id=1, title="Send it", due="2026-11-20", contact_id=2, contact="Ana García")


def lines(drawn: list[Spans]) -> list[str]:
    return ["".join(span.text for span in spans).rstrip() for spans in drawn]


def test_everything_is_on_it() -> None:
    drawn = person_card.draw(ANA, [CALL], [DUE], [], "Bruno Díaz", FRAME, 80)
    assert lines(drawn) == [
        "Ana García  #2",
        "  Organisation  Telares SL",
        "  E-mail        ana@x.example",
        "  Note          likes boats",
        "  Referred by   Bruno Díaz",
        "",
        "Due",
        "  Fri 20 Nov  2 d  Send it",
        "",
        "Last interactions",
        "  Sat 21 Nov  call  asked for  → positive",
    ]
    (late,) = [spans for spans in drawn if spans and spans[0].style == "late"]
    assert late[0].text.strip() == "Fri 20 Nov"


def test_an_organisation_tells_who() -> None:
    firm = Contact(id=1, kind="organisation", name="Telares SL")
    people = [(number, f"P{number}", "boss" if number == 3 else "") for number in range(2, 16)]
    shown = lines(person_card.draw(firm, [CALL], [DUE] * 9, people, "", FRAME, 80))
    assert "   3  P3 · boss" in shown
    assert shown.count("  and 4 more") == 1
    assert shown.count("  and 2 more") == 1
    assert "  Fri 20 Nov  2 d  Send it (Ana García)" in shown
    assert "  Sat 21 Nov  call  asked for (Ana)  → positive" in shown


def test_a_task_without_a_day_and_a_call_without_words() -> None:
    silent = CALL._replace(text="", outcome="no-answer")
    shown = lines(person_card.draw(ANA, [silent], [DUE, DUE._replace(due="")], [], "", FRAME, 80))
    assert "                   Send it" in shown
    assert "  Sat 21 Nov  call  → no answer" in shown


@pytest.mark.parametrize("room", [40, 80, 120])
@given(text=st.text(max_size=400))
def test_no_line_is_wider_than_the_screen_nor_dangerous(room: int, text: str) -> None:
    person = ANA._replace(name=text or "x", note=text * 10, fields=((text[:20] or "f", text),))
    talk, task = CALL._replace(text=text), DUE._replace(title=text, contact=text, contact_id=9)
    drawn = person_card.draw(person, [talk], [task], [(5, text, text)], text, FRAME, room)
    for line in lines(drawn):
        assert width(line) <= room
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", line)


def test_a_long_note_ends_with_an_ellipsis() -> None:
    shown = lines(person_card.draw(ANA._replace(note="palabra " * 100_000), [], [], [], "", FRAME, 80))
    assert len(shown) < 14
    assert shown[-1].endswith("…")
