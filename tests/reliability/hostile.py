"""Texts that try to command a terminal, a reader's eye, rich, the shell or the program's own sentences."""

SIGNS = {
    "clear": "\x1b[2J\x1b[H",
    "title": "\x1b]0;PWNED\x07",
    "device": "\x1bP+q544e\x1b\\",
    "link": "\x1b]8;;file:///etc/passwd\x1b\\click\x1b]8;;\x1b\\",
    "eight bit": "\x9b31m\x9d0;PWNED\x9c\x90x\x9c",
    "backspace": "safe\x08\x08\x08\x08evil\x7f",
    "return": "long and harmless\rrm -rf",
    "direction": "\u202egnp.exe\u2066x\u2069\u200f\u061c",
    "hidden": "a\u200bb\u2060c\ufeffd\U000e0041\u00ade",
    "separators": "one\u2028two\u2029three\x85four\x0bfive\x0csix",
    "nothing": "before\0after",
    "half": "\udcc3 alone",
    "markup": "[/red][bold]x[/bold][@click=app.quit]x[/][link=file:///etc/passwd]x[/link]",
    "broken markup": "\\[/red] [/] [[ ]] \\",
    "places": "{name} {0} {} %s %(name)s ${HOME}",
    "question": "x\nDelete everything? [y/N] ",
    "zalgo": "Z" + "\u0301\u0316\u0334" * 40,
}
STORABLE = {name: text for name, text in SIGNS.items() if name != "half"}
"""Those that a command takes: half a character is refused before."""
EVERYTHING = " ".join(STORABLE.values())
"""All of them in one text."""
LINE = EVERYTHING.replace("\n", " ")
SHELL = (
    "$(touch pwned)",
    "`touch pwned`",
    "\\$(touch pwned)",
    "\\`touch pwned\\`",
    "'; touch pwned; '",
    '"; touch pwned; "',
    "a & touch pwned",
    "a | touch pwned",
    "a > pwned",
    "* ? [a-z] {a,b} ~root !!",
    "O'Brien & Söhne (Zürich)",
    "tab\there",
)
"""Names that would be commands if a shell took them as they are."""
