"""The colours: which one begins, and that each says the same."""

import pytest

from crmcli.tui import themes


@pytest.mark.parametrize(
    ("environ", "settled", "theme"),
    [
        ({}, "", "terminal"),
        ({}, "auto", "terminal"),
        ({"COLORTERM": "truecolor"}, "", "terminal"),
        ({"COLORTERM": "truecolor", "COLORFGBG": "15;0"}, "", "dark"),
        ({"COLORTERM": "24bit", "COLORFGBG": "0;default;15"}, "", "light"),
        ({"COLORFGBG": "0;15"}, "", "terminal"),
        ({"COLORTERM": "truecolor", "COLORFGBG": "15;0"}, "light", "light"),
    ],
)
def test_the_first_theme_follows_the_settings_then_the_terminal(
    environ: dict[str, str], settled: str, theme: str
) -> None:
    assert themes.first(environ, settled) == theme


def test_a_key_goes_through_every_theme_and_begins_again() -> None:
    seen = [themes.TERMINAL]
    for _theme in themes.THEMES:
        seen.append(themes.after(seen[-1]))
    assert set(seen) == set(themes.THEMES)
    assert seen[-1] == seen[0]


def test_every_theme_names_the_same_colours() -> None:
    ours = {"cursor", "text-cursor", "text-quiet", "text-late", "text-now", "tab", "text-tab", "field"}
    for theme in themes.THEMES.values():
        assert ours <= set(theme.variables)
