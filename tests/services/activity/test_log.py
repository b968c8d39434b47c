"""Interactions through the services: what is stored and derived, who is meant, and that undo restores all of it."""

import pytest

from crmcli.core.errors import Ambiguous, CrmError, Invalid, NotFound, Refused, Usage
from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Contact
from crmcli.services.activity import capture, log, log_lists, timeline
from crmcli.services.people import adding, find, people
from crmcli.services.workspace import Workspace
from crmcli.store import journal


def person(crm: Workspace, name: str, **values: object) -> int:
    return adding.add(crm, Contact(name=name, **values)).contact.id  # type: ignore[arg-type]


def call(crm: Workspace, *who: str, text: str = "asked for the offer", **values: str) -> Interaction:
    return log.add(crm, Interaction(channel="call", text=text), who or ("Ana García",), **values).interaction


def count(crm: Workspace, table: str) -> int:
    found: int = crm.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return found


@pytest.fixture
def ana(workspace: Workspace) -> Workspace:
    """A book with Ana of Telares, to hear from every three weeks, and Bruno."""
    person(workspace, "Ana García", organisation="Telares SL", cadence="3w")
    person(workspace, "Bruno Díaz")
    return workspace


def undo(crm: Workspace) -> None:
    with crm.writing("undo", kind="undo") as unit:
        journal.undo(unit, None, force=False)


def test_a_log_without_a_time_is_a_day(ana: Workspace) -> None:
    said = call(ana, "ana garcia")
    assert (said.at, said.names, said.actor, said.outcome) == ("2026-11-22", ("Ana García",), "ana", "")
    assert call(ana, at="friday 10:00").at == "2026-11-20T09:00:00Z"


def test_last_contact_and_next_touch_follow(ana: Workspace) -> None:
    ana_id = people.pick(ana, "Ana García")
    said = call(ana, at="1 nov")
    assert people.get(ana, ana_id)[-2:] == ("2026-11-01", "2026-11-23")
    telares = people.get(ana, people.pick(ana, "Telares SL"))
    assert telares.last_at == "2026-11-01"
    log.edit(ana, str(said.id), {"outcome": "no-answer"})
    assert people.get(ana, ana_id).last_at == ""
    log.edit(ana, str(said.id), {"outcome": ""}, at="yesterday")
    assert people.get(ana, ana_id).last_at == "2026-11-21"
    log.delete(ana, [str(said.id)])
    assert people.get(ana, ana_id).last_at == ""
    undo(ana)
    assert people.get(ana, ana_id).last_at == "2026-11-21"


def test_a_note_is_no_contact(ana: Workspace) -> None:
    log.add(ana, Interaction(channel="note", text="likes boats"), ["Ana García"])
    assert people.get(ana, people.pick(ana, "Ana García")).last_at == ""


def test_what_is_promised_is_one_change_with_what_was_said(ana: Workspace) -> None:
    done = log.add(ana, Interaction(text="asked"), ["Bruno Díaz", "Ana García"], next_step="in 2 weeks: send the offer")
    assert done.next is not None
    assert (done.next.due, done.next.title, done.next.contact) == ("2026-12-06", "send the offer", "Bruno Díaz")
    assert log.add(ana, Interaction(text="x"), ["Ana García"], next_step="+1w").next == log_next(ana, 2)
    undo(ana)
    undo(ana)
    assert (count(ana, "interaction"), count(ana, "task"), count(ana, "participant")) == (0, 0, 0)


def log_next(crm: Workspace, number: int) -> Task:
    from crmcli.store.reads import tasks

    task = tasks.one(crm.db, number)
    assert task is not None
    assert task.title == "Follow up with Ana García"
    return task


def test_several_take_part_each_once(ana: Workspace) -> None:
    assert call(ana, "Ana García", "Bruno Díaz", "ana garcia").names == ("Ana García", "Bruno Díaz")


def test_nothing_is_written_when_somebody_is_unknown_or_anything_is_off(ana: Workspace) -> None:
    wrong: list[tuple[type[CrmError], dict[str, str]]] = [
        (Invalid, {"at": "tomorrow"}), (Invalid, {"at": "nonsense"}), (Invalid, {"minutes": "long"}),
        (Invalid, {"next_step": "soon: call"}), (Invalid, {"next_step": "yesterday: call"}), (Invalid, {"text": ""}),
    ]  # fmt: skip
    for error, values in wrong:
        with pytest.raises(error):
            call(ana, **values)
    with pytest.raises(NotFound):
        call(ana, "Ana García", "Nobody")
    with pytest.raises(Ambiguous):
        call(ana, "Ana")
    assert (count(ana, "interaction"), count(ana, "task")) == (0, 0)


def test_somebody_in_the_trash_takes_no_part(ana: Workspace) -> None:
    bruno = people.pick(ana, "Bruno Díaz")
    with ana.writing("contact delete") as unit:
        unit.save(people.get(ana, bruno)._replace(trashed_at=unit.now))
    with pytest.raises(Refused):
        call(ana, str(bruno))


def test_edit_changes_what_is_named_and_nothing_else(ana: Workspace) -> None:
    said = call(ana, text="first", minutes="10")
    after = log.edit(ana, str(said.id), {"subject": "Prices"}, joined=["Bruno Díaz"], tags=["new"])
    assert after._replace(subject="", participants=said.participants, names=said.names, tags=()) == said._replace(
        version=2, updated_at=after.updated_at
    )
    assert (after.names, after.tags) == (("Ana García", "Bruno Díaz"), ("new",))
    undo(ana)
    assert log.get(ana, said.id)[:-1] == said[:-1]


def test_edit_keeps_somebody_and_refuses_what_changed_meanwhile(ana: Workspace) -> None:
    said = call(ana)
    with pytest.raises(Refused):
        log.edit(ana, str(said.id), {}, left=["Ana García"])
    with pytest.raises(Refused):
        log.edit(ana, str(said.id), {}, left=["Bruno Díaz"])
    log.edit(ana, str(said.id), {"text": "other"})
    with pytest.raises(Refused):
        log.edit(ana, str(said.id), {"text": "mine"}, version=said.version)
    log.delete(ana, [str(said.id)])
    with pytest.raises(Refused):
        log.edit(ana, str(said.id), {"text": "mine"})
    assert log.get(ana, said.id).text == "other"


def test_pick_takes_numbers_and_beginnings_of_uids(ana: Workspace) -> None:
    said = call(ana)
    assert log.pick(ana, "#1").id == log.pick(ana, said.uid[:23]).id == log.pick(ana, "id:1").id == said.id
    for text in ("2", "Ana", "uid:zzz", ""):
        with pytest.raises(NotFound):
            log.pick(ana, text)


def test_delete_is_quiet_about_what_is_in_the_trash(ana: Workspace) -> None:
    said = call(ana)
    assert [gone.id for gone in log.delete(ana, ["1", "1"])] == [said.id]
    assert log.delete(ana, ["1"]) == []
    assert log_lists.count(ana, "") == 0
    assert log_lists.count(ana, "is:trashed") == 1


def test_lists_go_from_the_newest_and_count_when_asked(ana: Workspace) -> None:
    for day in ("1 nov", "3 nov", "2 nov"):
        call(ana, at=day, text=day)
    page = log_lists.page(ana, "with:ana", limit=2, total=True)
    assert ([said.text for said in page.records], page.total) == (["3 nov", "2 nov"], 3)
    assert [said.text for said in log_lists.page(ana, "", sort="id").records] == ["1 nov", "3 nov", "2 nov"]


def test_a_sentence_is_logged_with_all_that_it_says(ana: Workspace) -> None:
    done = capture.add(ana, "Ayer: comida con Ana y Bruno @ventas +3d enviar oferta")
    said = done.interaction
    assert (said.at, said.channel, said.names, said.tags) == (
        "2026-11-21", "meeting", ("Ana García", "Bruno Díaz"), ("ventas",),
    )  # fmt: skip
    assert done.next is not None
    assert (done.next.due, done.next.title, done.next.contact) == ("2026-11-25", "enviar oferta", "Ana García")


def test_a_sentence_is_only_understood_when_asked(ana: Workspace) -> None:
    meant = capture.understood(ana, "lunch with Ana +3d")
    assert (meant.interaction.names, meant.next and meant.next.title) == (("Ana García",), "")
    assert count(ana, "interaction") == 0


def test_a_sentence_never_guesses(ana: Workspace) -> None:
    person(ana, "Ana de la Torre")
    wrong: list[tuple[type[CrmError], str]] = [
        (Ambiguous, "lunch with Ana"),
        (NotFound, "lunch with Bob"),
        (NotFound, "lunch with #99"),
        (NotFound, "lunch with nobody@x.example"),
        (Usage, "bought chairs"),
        (Usage, "lunch with 2 people"),
        (Usage, "@vip"),
        (Invalid, "tomorrow: lunch with Bruno"),
    ]
    for error, sentence in wrong:
        with pytest.raises(error) as told:
            capture.add(ana, sentence)
        assert told.value.hint
    assert (count(ana, "interaction"), count(ana, "tag")) == (0, 0)
    assert capture.add(ana, "lunch with ana garcía").interaction.names == ("Ana García",)
    assert capture.add(ana, "lunch with #3 and Ana de la Torre").interaction.names == ("Bruno Díaz", "Ana de la Torre")
    assert capture.add(ana, "lunch with Ana García, bru called").interaction.names == ("Ana García",)


def test_people_are_known_by_nickname_email_and_archive(ana: Workspace) -> None:
    number = person(ana, "Robert Smith", nickname="Bob")
    assert capture.add(ana, "lunch with Bob").interaction.participants == (number,)
    with ana.writing("contact archive") as unit:
        unit.save(people.get(ana, number)._replace(archived_at=unit.now))
    with pytest.raises(NotFound):
        capture.add(ana, "lunch with Bob")
    assert capture.add(ana, "lunch with Robert Smith").interaction.participants == (number,)


def test_a_timeline_holds_what_was_said_and_done_newest_first(ana: Workspace) -> None:
    call(ana, at="1 nov", text="first")
    call(ana, "Ana García", "Bruno Díaz", at="21 nov 23:30", text="late")
    call(ana, "Bruno Díaz", text="not hers")
    gone = call(ana, text="gone")
    log.delete(ana, [str(gone.id)])
    ana_id = people.pick(ana, "Ana García")
    with ana.writing("task add") as unit:
        unit.save(Task(title="done", contact_id=ana_id, status="done", done_at="2026-11-10T10:00:00Z"))
        unit.save(Task(title="cancelled", contact_id=ana_id, status="cancelled"))
        unit.save(Task(title="open", contact_id=ana_id))
    entries = timeline.entries(ana, ana_id)
    assert [(entry.kind, entry.title, entry.outcome, entry.names) for entry in entries] == [
        ("task", "cancelled", "cancelled", ()),
        ("call", "late", "", ("Bruno Díaz",)),
        ("task", "done", "done", ()),
        ("call", "first", "", ()),
    ]


def test_an_organisation_has_the_history_of_its_people_each_line_once(ana: Workspace) -> None:
    call(ana, "Ana García", "Telares SL", text="both")
    call(ana, text="hers")
    call(ana, "Bruno Díaz", text="not theirs")
    telares = people.pick(ana, "Telares SL")
    assert [(entry.title, entry.names) for entry in timeline.entries(ana, telares)] == [
        ("hers", ("Ana García",)),
        ("both", ("Ana García",)),
    ]


def test_a_timeline_is_narrowed_by_channel_day_and_number(ana: Workspace) -> None:
    ana_id = people.pick(ana, "Ana García")
    call(ana, at="20 nov 00:30", text="at night")
    call(ana, at="20 nov", text="that day")
    call(ana, at="19 nov 23:30", text="the night before")
    log.add(ana, Interaction(channel="email", text="mail"), ["Ana García"])

    def titles(**values: object) -> list[str]:
        return [entry.title for entry in timeline.entries(ana, ana_id, **values)]  # type: ignore[arg-type]

    assert titles(since="20 nov") == ["mail", "at night", "that day"]
    assert titles(channels=["email,task"]) == ["mail"]
    assert titles(channels=["call"], limit=2) == ["at night", "that day"]
    assert titles(limit=0) == []
    with pytest.raises(Invalid):
        titles(channels=["fax"])
    with pytest.raises(NotFound):
        timeline.entries(ana, 99)


def test_a_limited_history_is_the_newest_of_all_of_them(ana: Workspace) -> None:
    for at, name in enumerate(("Carla", "Dora", "Emil")):
        person(ana, name, organisation="Telares SL")
        for day in range(1, 9):
            call(ana, name, at=f"{day + at} nov", text=f"{name} {day + at}")
    telares = people.pick(ana, "Telares SL")
    whole = timeline.entries(ana, telares)
    assert len(whole) == 24
    for limit in range(1, 25):
        assert timeline.entries(ana, telares, limit=limit) == whole[:limit]


def test_a_card_holds_the_last_and_the_next(ana: Workspace) -> None:
    for day in range(1, 9):
        call(ana, at=f"{day} nov", text=f"{day}", next_step=f"+{day}d call")
    card = timeline.card(ana, people.pick(ana, "Telares SL"))
    assert [said.text for said in card.interactions] == ["8", "7", "6", "5", "4"]
    assert [task.due for task in card.tasks][:2] == ["2026-11-23", "2026-11-24"]
    assert [(member.name, member.job_title) for member in card.people] == [("Ana García", "")]
    assert timeline.card(ana, people.pick(ana, "Bruno Díaz"))[1:] == ((), (), (), "", (), (), (), ())


def found(crm: Workspace, text: str, **values: object) -> list[tuple[str, str]]:
    return [(hit.noun, hit.title) for hit in find.find(crm, text, **values)]  # type: ignore[arg-type]


def test_find_goes_from_the_exact_name_to_the_rest(ana: Workspace) -> None:
    person(ana, "Ana")
    person(ana, "Anabel Ruiz")
    person(ana, "María Ana Peña")
    person(ana, "Zoe", note="a friend of Ana")
    call(ana, "Bruno Díaz", text="talked about Ana", at="yesterday", next_step="+3d: ask Ana")
    assert found(ana, "ANA") == [
        ("contact", "Ana"),
        ("contact", "Anabel Ruiz"),
        ("contact", "Ana García"),
        ("contact", "María Ana Peña"),
        ("task", "ask Ana"),
        ("interaction", "talked about Ana"),
        ("contact", "Zoe"),
    ]
    call(ana)
    assert found(ana, "ana", limit=3) == [("contact", "Ana"), ("contact", "Ana García"), ("contact", "Anabel Ruiz")]
    assert found(ana, "ana", nouns=["task"]) == [("task", "ask Ana")]
    assert found(ana, "ana", limit=0) == []


def test_find_takes_numbers_mails_phones_and_folded_words(ana: Workspace) -> None:
    number = person(ana, "Núñez Łódź", emails=(), note="Straße 5")
    for text in ("nunez", "LODZ", "nuñ lod", "strasse", str(number), "#" + str(number)):
        assert ("contact", "Núñez Łódź") in found(ana, text), text
    assert found(ana, "nunez zzzz") == []
    assert found(ana, "zzzz") == []
    with pytest.raises(Usage):
        find.find(ana, " ,; ")
    with pytest.raises(Usage):
        find.find(ana, "ana", nouns=["people"])


def test_find_leaves_out_trash_and_archive(ana: Workspace) -> None:
    said = call(ana, text="unheard words", next_step="+3d unheard promise")
    log.delete(ana, [str(said.id)])
    with ana.writing("contact archive") as unit:
        unit.save(people.get(ana, people.pick(ana, "Bruno Díaz"))._replace(archived_at=unit.now))
    assert found(ana, "unheard") == [("task", "unheard promise")]
    assert found(ana, "bruno") == []
