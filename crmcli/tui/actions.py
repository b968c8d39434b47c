"""Everything that one can do, said once: it feeds the keys, the line of keys, the palette, the help and the docs."""

from typing import NamedTuple

from textual.binding import Binding, BindingType

from crmcli.tui.pages import PAGES
from crmcli.view.words import _

EVERYWHERE, SCREENS, LISTS, FILTER = "everywhere", "screens", "lists", "filter"
FORMS, WINDOWS = "forms", "windows"


class Action(NamedTuple):
    """One thing to do: its id (which settings and docs use too), its keys, a word for the line of keys, a sentence."""

    id: str
    keys: str
    """Key names of Textual, the one to show first, separated by commas."""
    label: str
    help: str
    group: str = EVERYWHERE
    """The screen that has it, or where it belongs."""
    in_palette: bool = True


ACTIONS = (
    Action("help", "question_mark,f1", "help", "Show every key of this screen."),
    Action("palette", "ctrl+p,colon", "commands", "Find any command by a few letters.", in_palette=False),
    Action("filter", "slash", "filter", "Filter by words, fields and tags; Esc clears it."),
    Action("copy", "y", "copy command", "Copy the command that shows the same."),
    Action("undo", "u", "undo", "Take back your last change of this session."),
    Action("redo", "ctrl+r", "redo", "Bring back what you took back last."),
    Action("add", "a", "add", "Add somebody."),
    Action("task", "t", "task", "Promise something: a task with a date."),
    Action("theme", "ctrl+t", "theme", "Change between the terminal's colours, dark and light."),
    *(
        Action(f"go_{name}", str(at % 10), tab.label, tab.help, SCREENS)
        for at, (name, tab) in enumerate(PAGES.items(), 1)
    ),
    Action("next_page", "ctrl+right", "next", "Go to the next screen.", SCREENS, in_palette=False),
    Action("previous_page", "ctrl+left", "previous", "Go to the screen before.", SCREENS, in_palette=False),
    Action("back", "escape", "back", "Leave: the filter, the card, the form.", in_palette=False),
    Action("yes", "y,s", "yes", "Do what is asked.", WINDOWS, in_palette=False),
    Action("no", "n,escape,enter,q", "no", "Leave it as it is.", WINDOWS, in_palette=False),
    Action("leave_filter", "escape", "clear", "Leave the filter, and show everything.", FILTER, in_palette=False),
    Action("keep_filter", "enter", "keep", "Look at what was found.", FILTER, in_palette=False),
    Action("take_word", "tab", "take", "Take the word that is offered.", FILTER, in_palette=False),
    Action("next_word", "down", "next word", "The next word that is offered.", FILTER, in_palette=False),
    Action("word_before", "up", "word before", "The word before.", FILTER, in_palette=False),
    Action("close", "enter,q", "close", "Close the window.", WINDOWS, in_palette=False),
    Action("suspend", "ctrl+z", "suspend", "Put the program to sleep; `fg` wakes it.", in_palette=False),
    Action("quit", "q", "quit", "Leave the program; everything is saved."),
    Action("quit_anywhere", "ctrl+q", "quit", "Leave from anywhere, a form too; twice if one typed in it.",
           in_palette=False),
    Action("cursor_down", "down,j", "down", "Go down.", LISTS, in_palette=False),
    Action("cursor_up", "up,k", "up", "Go up.", LISTS, in_palette=False),
    Action("page_down", "pagedown,ctrl+d,space", "page down", "Go down a page.", LISTS, in_palette=False),
    Action("page_up", "pageup,ctrl+u", "page up", "Go up a page.", LISTS, in_palette=False),
    Action("first", "home,g", "first", "Go to the first line.", LISTS, in_palette=False),
    Action("last", "end", "last", "Go to the last line.", LISTS, in_palette=False),
    Action("cursor_right", "right", "right", "Go right, where there are columns.", LISTS, in_palette=False),
    Action("cursor_left", "left", "left", "Go left, where there are columns.", LISTS, in_palette=False),
    Action("choose", "enter", "see", "Open what the cursor is on.", LISTS, in_palette=False),
    Action("next_pane", "tab", "other pane", "Go to the other pane.", LISTS, in_palette=False),
    Action("log", "l", "log", "Log what was said with this person.", "people"),
    Action("call", "c", "call", "Log a call, the number before your eyes.", "people"),
    Action("follow_up", "f", "follow-up", "Promise a follow-up with this person.", "people"),
    Action("edit", "e", "edit", "Edit what the cursor is on: a person, a task, a deal.", "people"),
    Action("save_view", "m", "save view", "Save the filter under a name; an empty filter offers it.",
           "filtered"),
    Action("sort", "s", "sort", "Sort by name, by last contact, by who is due.", "contacts"),
    Action("trash", "delete", "to the trash", "Move this person to the trash, after a question.", "contacts"),
    Action("done", "d", "done", "Mark as done; what repeats makes its next.", "tasks"),
    Action("snooze", "s", "snooze", "Put off to a later day.", "tasks"),
    Action("cancel", "x", "call off", "Call the task off.", "tasks"),
    Action("section_right", "right", "next part", "Next part of the card: timeline, agenda, deals, sales, details.",
           "card", in_palette=False),
    Action("section_left", "left", "part before", "The part before.", "card", in_palette=False),
    Action("view", "v", "day/week/month", "Change between day, week and month.", "agenda"),
    Action("later", "right", "later", "The next day or week.", "agenda", in_palette=False),
    Action("earlier", "left", "earlier", "The day or week before.", "agenda", in_palette=False),
    Action("next_month", "pagedown", "next month", "The next month, where a month is seen; its days have the arrows.",
           "agenda", in_palette=False),
    Action("month_before", "pageup", "month before", "The month before, where a month is seen.", "agenda",
           in_palette=False),
    Action("now", "n", "today", "Back to today.", "agenda"),
    Action("move_on", "greater_than_sign,shift+right", "on", "Move the deal to the next stage; the last one wins it.",
           "funnel"),
    Action("move_back", "less_than_sign,shift+left", "back", "Move the deal to the stage before; it opens a won one.",
           "funnel"),
    Action("win", "w", "win", "Win the deal, and say why.", "funnel"),
    Action("lose", "x", "lose", "Lose the deal, for a reason.", "funnel"),
    Action("new_deal", "n", "new deal", "Open a deal in the stage of the cursor.", "funnel"),
    Action("person", "o", "their card", "Open the card of whom it is with.", "trade"),
    Action("pipeline", "p", "pipeline", "Show the next pipeline.", "funnel"),
    Action("report", "r", "report", "Show the report on the stages beside the board, or hide it.", "funnel"),
    Action("pay", "p", "payment", "Take a payment in.", "sales"),
    Action("delivered", "d", "delivered", "Mark as delivered.", "sales"),
    Action("part_right", "right", "next part", "The next part of the screen.", "parts", in_palette=False),
    Action("part_left", "left", "part before", "The part before.", "parts", in_palette=False),
    Action("keep_left", "l", "keep left", "Merge the two and keep the left one, after a question.", "duplicates"),
    Action("keep_right", "r", "keep right", "Merge the two and keep the right one, after a question.", "duplicates"),
    Action("keep_both", "b", "keep both", "They may be one, but stay two: they are not listed again.", "duplicates"),
    Action("apart", "n", "not the same", "Remember that they are not the same.", "duplicates"),
    Action("skip", "s", "skip", "Leave the pair for another time: go to the next one.", "duplicates"),
    Action("save_segment", "n", "save filter", "Save the filter of Contacts as a segment.", "segments"),
    Action("forget_segment", "delete", "delete", "Delete the segment, after a question.", "segments"),
    Action("undo_this", "u", "undo this", "Take back the change under the cursor.", "history"),
    Action("save", "enter", "save", "Save the form.", FORMS, in_palette=False),
    Action("editor", "ctrl+e", "$EDITOR", "Write a long text in your own editor.", FORMS, in_palette=False),
    Action("take_offer", "tab", "take", "Take what is offered; where nothing is, go on.", FORMS, in_palette=False),
    Action("next_field", "tab,down", "next field", "Next field.", FORMS, in_palette=False),
    Action("previous_field", "shift+tab,up", "field before", "The field before.", FORMS, in_palette=False),
)  # fmt: skip
BY_ID = {action.id: action for action in ACTIONS}
GROUP_MESSAGES = {
    EVERYWHERE: "Everywhere",
    SCREENS: "Screens",
    LISTS: "In lists",
    FILTER: "In the filter",
    "people": "On a person",
    "tasks": "On a task",
    "filtered": "On lists with a filter",
    "contacts": "Contacts",
    "card": "On a card",
    "agenda": "Agenda",
    "funnel": "Funnel",
    "trade": "On deals and sales",
    "sales": "Sales",
    "parts": "In screens of several parts",
    "duplicates": "Duplicates",
    "segments": "Segments",
    "history": "History",
    FORMS: "In forms",
    WINDOWS: "In windows and questions",
}
"""What the groups are called."""
KEY_MESSAGES = {
    "enter": "Enter", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End", "space": "Space",
    "delete": "Del",
}  # fmt: skip
"""Keys that keyboards of other languages call by other names."""
_SHOWN = {
    "question_mark": "?", "slash": "/", "colon": ":", "escape": "Esc", "tab": "Tab", "shift+tab": "⇧Tab", "down": "↓",
    "up": "↑", "left": "←", "right": "→", "greater_than_sign": ">", "less_than_sign": "<", "shift+right": "⇧→",
    "shift+left": "⇧←", "f1": "F1",
}  # fmt: skip


def bindings(*ids: str, app: bool = False, priority: bool = False) -> list[BindingType]:
    """The keys of these actions, for a screen or widget, or for the app; with priority, before the widget's own."""
    prefix = "app." if app else ""
    return [
        Binding(BY_ID[one].keys, f"{prefix}{one}", BY_ID[one].label, show=False, priority=priority, id=one)
        for one in ids
    ]


def shown(keys: str, *, all_: bool = False) -> str:
    """Keys as people read them: ^p, Esc, ↓; only the first unless all are wanted."""
    told = [_shown(key.strip()) for key in keys.split(",")]
    return " ".join(told) if all_ else told[0]


def _shown(key: str) -> str:
    if key in KEY_MESSAGES:
        return _(KEY_MESSAGES[key])
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return "^" + _shown(key.removeprefix("ctrl+"))
    return key
