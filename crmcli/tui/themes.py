"""The colours: the terminal's own, dark, and light."""

from collections.abc import Mapping

from textual.theme import Theme

TERMINAL, DARK, LIGHT = "terminal", "dark", "light"
THEMES = {
    DARK: Theme(
        name=DARK, dark=True, primary="#7aa2c9", secondary="#8fb8a8", accent="#d9b36c", foreground="#d8dce3",
        background="#16181d", surface="#1d2027", panel="#262a33", warning="#d9b36c", error="#e0806f",
        success="#8fb88f",
        variables={
            "cursor": "#2f4257", "text-cursor": "#ffffff", "text-quiet": "#8a93a3", "text-late": "#e8907f",
            "text-now": "#8cc4e8", "tab": "#2f4257", "text-tab": "#ffffff", "field": "#2f3644",
            "input-cursor-background": "#d8dce3", "input-selection-background": "#3d5874",
        },
    ),
    LIGHT: Theme(
        name=LIGHT, dark=False, primary="#2f6496", secondary="#3d7a63", accent="#8a5a00", foreground="#22262e",
        background="#fbfaf7", surface="#f4f2ed", panel="#e8e5dd", warning="#8a5a00", error="#a8321f",
        success="#2f7a3d",
        variables={
            "cursor": "#cfe0f0", "text-cursor": "#101318", "text-quiet": "#5f6672", "text-late": "#a8321f",
            "text-now": "#1f5f99", "tab": "#cfe0f0", "text-tab": "#101318", "field": "#ffffff",
            "input-cursor-background": "#22262e", "input-selection-background": "#b5d0ea",
        },
    ),
    TERMINAL: Theme(
        name=TERMINAL, ansi=True, primary="ansi_blue", secondary="ansi_cyan", accent="ansi_cyan",
        foreground="ansi_default", background="ansi_default", surface="ansi_default", panel="ansi_default",
        warning="ansi_yellow", error="ansi_red", success="ansi_green", boost="ansi_default",
        variables={
            "cursor": "ansi_blue", "text-cursor": "ansi_bright_white", "text-quiet": "ansi_default",
            "text-late": "ansi_red", "text-now": "ansi_cyan", "tab": "ansi_blue", "text-tab": "ansi_bright_white",
            "field": "ansi_default", "ansi-background": "ansi_black", "ansi-foreground": "ansi_white",
            "border-blurred": "ansi_bright_black", "block-cursor-foreground": "ansi_bright_white",
            "block-cursor-background": "ansi_blue", "input-cursor-background": "ansi_white",
            "input-cursor-foreground": "ansi_black", "input-selection-background": "ansi_blue",
            "input-selection-foreground": "ansi_bright_white",
        },
    ),
}  # fmt: skip
THEME_MESSAGES = {TERMINAL: "the terminal's own", DARK: "dark", LIGHT: "light"}
_LIGHT_GROUNDS = ("7", "15")


def first(environ: Mapping[str, str], settled: str) -> str:
    """The theme to begin with: the settled one, else what the terminal says of itself, else its own colours."""
    if settled in THEMES:
        return settled
    if environ.get("COLORTERM") not in ("truecolor", "24bit"):
        return TERMINAL
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return TERMINAL if not ground else LIGHT if ground in _LIGHT_GROUNDS else DARK


def after(name: str) -> str:
    """The next theme."""
    names = list(THEMES)
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
