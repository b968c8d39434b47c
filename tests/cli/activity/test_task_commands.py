"""`crm task`: from the words of a command line to what a person and a script read."""

import json
from collections.abc import Callable

import pytest

Run = Callable[..., object]


@pytest.fixture
def run(crm: Callable[..., object]) -> Callable[..., tuple[int, str, str]]:
    """Run a command as on a terminal that shows tables: code, answer, remarks."""

    def ran(*words: object, **variables: str) -> tuple[int, str, str]:
        done = crm(*words, **variables)
        return getattr(done, "code"), getattr(done, "out"), getattr(done, "err")  # noqa: B009 - of any shape

    return ran


Ran = Callable[..., tuple[int, str, str]]
UNDO = "`crm undo` takes it back.\n"


def table(run: Ran, *words: object) -> str:
    code, out, err = run(*words, "--format", "table")
    assert (code, err) == (0, "")
    return out


def records(run: Ran, *words: object) -> list[dict[str, object]]:
    code, out, err = run(*words, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    return found if isinstance(found, list) else [found]


def test_add_echoes_the_absolute_day(run: Ran) -> None:
    run("contact", "add", "Ana García")
    out = table(run, "task", "add", "Send", "the offer", "--due", "tuesday", "--contact", "ana garcia")
    assert out == f"Added task 1: Send the offer.\n  Tue 24 Nov 2026 (in 2 days) · Ana García\n{UNDO}"
    assert table(run, "task", "add", "Some day") == f"Added task 2: Some day.\n  without a day\n{UNDO}"
    lunch = table(run, "task", "add", "Lunch", "--start", "fri 14:00", "--for", "1h30m")
    assert lunch == f"Added task 3: Lunch.\n  Fri 27 Nov 2026 14:00–15:30 (in 5 days)\n{UNDO}"


def test_add_for_scripts(run: Ran) -> None:
    assert run("task", "add", "Call", "--due", "+3d") == (0, "1\tCall\n", "")
    (task,) = records(
        run, "task", "add", "Meet", "--start", "fri 10:00", "--for", "1h", "--remind", "1d", "--priority", "high"
    )
    assert list(task)[:8] == ["id", "uid", "due", "end", "kind", "title", "contact", "contact_id"]
    wanted = {"id": 2, "due": "2026-11-27T09:00:00Z", "end": "2026-11-27T10:00:00Z", "kind": "meeting", "remind": 1440}
    assert {name: task[name] for name in wanted} == wanted
    assert (task["priority"], task["recurrence"], task["zone"], task["note"]) == ("high", None, "Europe/Madrid", None)


def test_the_global_zone_is_that_of_the_times(run: Ran) -> None:
    (task,) = records(
        run, "task", "add", "Call", "--due", "fri 10:00", "--repeat", "weekly", "--zone", "America/New_York"
    )
    assert (task["due"], task["zone"]) == ("2026-11-27T15:00:00Z", "America/New_York")


def test_a_time_that_the_clock_skips_is_said(run: Ran) -> None:
    _code, out, err = run("task", "add", "Early", "--due", "28/3/2027 02:30")
    assert out == "1\tEarly\n"
    assert err == "02:30 does not exist on that day, when the clock is put forward: taken as 03:30.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--due", "31/2"), 5),
        (("--due", "fri", "--start", "fri"), 2),
        (("--remind", "1d"), 5),
        (("--due", "fri", "--repeat", "hourly"), 5),
        (("--due", "fri", "--kind", "party"), 5),
        (("--contact", "nobody"), 3),
        (("--format", "xml"), 2),
    ],
)
def test_wrong_words_are_refused_and_nothing_is_written(run: Ran, words: tuple[str, ...], code: int) -> None:
    assert run("task", "add", "x", *words)[:2] == (code, "")
    assert records(run, "task", "list") == []


def test_a_note_is_read_from_standard_input(run: Ran) -> None:
    run("task", "add", "x", "--note", "-", stdin="first\nsecond\n")
    assert records(run, "task", "show", "1")[0]["note"] == "first\nsecond"


def test_list_shows_what_is_open_the_first_due_first(run: Ran) -> None:
    for title, due in (("later", "+9d"), ("late", "2026-11-20"), ("soon", "tomorrow 10:00"), ("now", "today")):
        run("task", "add", title, "--due", due)
    run("task", "add", "some day")
    run("task", "add", "finished")
    run("task", "done", "finished")
    assert table(run, "task", "list").splitlines() == [
        "#  Due               Kind       Title",
        "2  Fri 20 Nov (2 d)  follow-up  late",
        "4  today             follow-up  now",
        "3  Mon 23 Nov 10:00  follow-up  soon",
        "1  Tue 1 Dec         follow-up  later",
        "5                    follow-up  some day",
    ]
    assert [task["title"] for task in records(run, "task", "list", "status:done")] == ["finished"]
    assert [task["title"] for task in records(run, "task", "list", "is:overdue")] == ["late"]
    assert len(records(run, "task", "list", "status:any")) == 6
    assert [task["title"] for task in records(run, "task", "list", "--sort", "-due", "--limit", "1")] == ["later"]
    assert run("task", "list", "--count") == (0, "5\n", "")
    assert run("task", "list", "due<2d", "--count") == (0, "3\n", "")


def test_an_empty_list_says_what_to_do(run: Ran) -> None:
    assert table(run, "task", "list") == "Nothing to do. `crm task add` promises something.\n"
    assert run("task", "list") == (0, "", "")


def test_a_wrong_query_points_at_the_word(run: Ran) -> None:
    code, out, err = run("task", "list", "duee:friday")
    assert (code, out) == (2, "")
    assert "duee:friday\n  ^" in err


def test_show(run: Ran) -> None:
    run("contact", "add", "Ana García")
    run(
        "task",
        "add",
        "Rent",
        "--due",
        "31 jan 2027",
        "--repeat",
        "monthly",
        "--remind",
        "1d",
        "--contact",
        "1",
        "--note",
        "one\ntwo",
    )
    assert table(run, "task", "show", "rent") == (
        "Rent  #1\n"
        "  Due       Sun 31 Jan 2027 (in 2 months)\n"
        "  Contact   Ana García  #1\n"
        "  Kind      follow-up\n"
        "  Status    open\n"
        "  Reminder  1 day before\n"
        "  Repeats   every month\n"
        "  Note      one\n"
        "            two\n"
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("daily", "every day"),
        ("every 2 weeks", "every 2 weeks"),
        ("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=5", "every week on Mon, Thu, 4 more after this"),
        ("weekdays", "every working day"),
        ("FREQ=YEARLY;UNTIL=20301231", "every year, until 2030-12-31"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"),
    ],
)
def test_a_repetition_is_told_in_words(run: Ran, rule: str, words: str) -> None:
    run("task", "add", "x", "--due", "friday", "--repeat", rule)
    assert f"  Repeats  {words}\n" in table(run, "task", "show", "1")


def test_done_tells_the_next(run: Ran) -> None:
    run("task", "add", "Report", "--due", "monday", "--repeat", "weekly")
    run("task", "add", "Call")
    assert table(run, "task", "done", "1", "2") == (
        f"Done: Report (task 1).\nDone: Call (task 2).\nNext: Report (task 3), Mon 30 Nov 2026 (in 8 days).\n{UNDO}"
    )
    found = records(run, "task", "done", "3")
    assert [(task["id"], task["status"], task["origin_id"]) for task in found] == [(3, "done", 1), (4, "open", 3)]


def test_done_twice_is_refused_kindly(run: Ran) -> None:
    run("task", "add", "Call")
    assert run("task", "done", "1") == (0, "1\tCall\n", "")
    assert run("task", "done", "1") == (
        5, "", "crm: Task 1 (Call) is done already.\n  `crm task reopen 1` opens it again.\n"
    )  # fmt: skip


def test_several_of_which_some_fail_are_reported_with_seven(run: Ran) -> None:
    run("task", "add", "one")
    run("task", "add", "two")
    code, out, err = run("task", "done", "1", "99", "two")
    assert (code, out) == (7, "1\tone\n2\ttwo\n")
    assert err == "crm: There is no task 99.\n  `crm task list` shows what is open.\n"
    assert run("task", "done", "1", "99")[0] == 5


def test_a_title_that_two_share_is_ambiguous(run: Ran) -> None:
    run("task", "add", "Call")
    run("task", "add", "Call")
    code, out, err = run("task", "done", "call")
    assert (code, out) == (4, "")
    assert "     1  Call" in err


def test_a_bare_second_argument_says_until_when(run: Ran) -> None:
    run("task", "add", "Call", "--due", "tuesday")
    assert table(run, "task", "snooze", "1", "+3d") == f"Moved Call (task 1) to Fri 27 Nov 2026 (in 5 days).\n{UNDO}"
    assert table(run, "task", "snooze", "1", "monday") == f"Moved Call (task 1) to Mon 23 Nov 2026 (tomorrow).\n{UNDO}"
    assert (
        table(run, "task", "snooze", "1", "--by", "1w")
        == f"Moved Call (task 1) to Mon 30 Nov 2026 (in 8 days).\n{UNDO}"
    )
    assert run("task", "snooze", "1")[0] == 2
    assert run("task", "snooze", "1", "--to", "monday", "--by", "3d")[0] == 2
    assert run("task", "snooze", "1", "2")[0] == 5


def test_edit_changes_what_is_named(run: Ran) -> None:
    run("task", "add", "Call", "--due", "tuesday", "--remind", "1d")
    out = table(run, "task", "edit", "1", "--title", "Write", "--due", "wednesday 12:00")
    assert out == f"Changed task 1: Write.\n  Wed 25 Nov 2026 12:00 (in 3 days)\n{UNDO}"
    (task,) = records(run, "task", "edit", "1", "--remind", "none", "--repeat", "weekly", "--from-done")
    assert (task["remind"], task["recurrence"], task["from_done"]) == (None, "FREQ=WEEKLY", True)
    assert run("task", "edit", "1")[0] == 2


def test_cancel_reopen_and_delete(run: Ran) -> None:
    run("task", "add", "Class", "--due", "friday", "--repeat", "weekly")
    code, out, err = run("task", "cancel", "1", "--format", "table")
    assert (code, out) == (0, f"Cancelled: Class (task 1).\n{UNDO}")
    assert "--once" in err
    assert table(run, "task", "reopen", "1") == f"Open again: Class (task 1), Fri 27 Nov 2026 (in 5 days).\n{UNDO}"
    assert "Next: Class (task 2), Fri 4 Dec 2026" in table(run, "task", "cancel", "1", "--once")
    assert table(run, "task", "delete", "2") == f"Moved to the trash: Class (task 2).\n{UNDO}"
    assert run("task", "done", "2")[0] == 5
    assert [task["id"] for task in records(run, "task", "list", "is:trashed")] == [2]


def test_every_change_can_be_undone_and_done_again(run: Ran) -> None:
    run("task", "add", "Class", "--due", "friday 10:00", "--repeat", "weekly", "--remind", "1h")
    lines = (
        ("done", "1"), ("cancel", "1"), ("cancel", "1", "--once"), ("snooze", "1", "1w"), ("delete", "1"),
        ("edit", "1", "--title", "Course", "--due", "none", "--repeat", "none", "--remind", "none"),
    )  # fmt: skip
    for line in lines:
        before = _told(run)
        run("task", *line)
        after = _told(run)
        assert after != before
        assert run("undo")[0] == 0
        assert _told(run) == before
        assert run("redo")[0] == 0
        assert _told(run) == after
        assert run("undo")[0] == 0


def _told(run: Ran) -> list[dict[str, object]]:
    untold = ("version", "updated_at", "sequence")
    return [
        {name: task[name] for name in task if name not in untold} for task in records(run, "task", "list", "is:all")
    ]


def test_hostile_titles_never_reach_a_terminal(run: Ran) -> None:
    run("task", "add", "\x1b[31mred\x07[bold]x[/bold]\u202e", "--due", "today")
    for words in (("task", "list"), ("task", "show", "1"), ("today",), ("agenda", "week"), ("agenda", "month")):
        out = table(run, *words)
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "^[[31mred" in out or "^[[" in out
