"""The program's words in the user's language: English in the source, other languages from the catalogues."""

import gettext
from pathlib import Path

LANGUAGES = ("en", "es")
_CATALOGUES = Path(__file__).with_name("locale")
_spoken: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def speak(language: str) -> None:
    """Let `_` and `ngettext` answer in this language from now on; for English no file is read."""
    global _spoken, _language  # noqa: PLW0603 - one process speaks one language, chosen at the front door
    _language = language if language in LANGUAGES else "en"
    _spoken = gettext.NullTranslations()
    if _language != "en":
        _spoken = gettext.translation("crmcli", _CATALOGUES, [_language], fallback=True)


def language() -> str:
    """The language that is spoken: en or es."""
    return _language


def _(message: str) -> str:
    return _spoken.gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or the plural, by count."""
    return _spoken.ngettext(one, many, count)
