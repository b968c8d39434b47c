"""The first day."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.options import Format, Json
from crmcli.cli.output import Style
from crmcli.cli.prompts import ask, may_ask
from crmcli.core.errors import BadSettings
from crmcli.services.system import init as service
from crmcli.view import sentences, words
from crmcli.view.columns.system.system import BEGUN

_QUESTIONS = {
    "currency": "The currency of your prices:",
    "country": "The country of phone numbers without a prefix:",
    "zone": "Your time zone:",
    "language": "The language of this program (en, es):",
    "date_order": "How you write dates (dmy, mdy, ymd):",
}


def init(
    currency: Annotated[str, typer.Option("--currency", help="Of bare amounts, as EUR.", metavar="CODE")] = "",
    country: Annotated[str, typer.Option("--country", help="Of bare phone numbers, as ES.", metavar="CODE")] = "",
    zone: Annotated[str, typer.Option("--zone", help="Your time zone, as Europe/Madrid.", metavar="ZONE")] = "",
    language: Annotated[str, typer.Option("--language", help="Of messages: en or es.", metavar="LANGUAGE")] = "",
    date_order: Annotated[
        str, typer.Option("--date-order", help="How dates are written: dmy, mdy or ymd.", metavar="ORDER")
    ] = "",
    format: Format = None,
    json: Json = False,
) -> None:
    """Make a book and settle currency, country, zone and language."""
    style = Style(format, json=json)
    crm = session.here()
    service.refuse_again(crm)
    given = {
        "currency": currency, "country": country, "zone": zone, "language": language, "date_order": date_order,
    }  # fmt: skip
    answers = {name: given[name] or value for name, value in service.suggested(crm, country).items()}
    service.settled(answers)
    words.speak(answers["language"][:2])
    if may_ask():
        for name in service.ASKED:
            is_said = bool(given[name]) or (name == "date_order" and bool(country))  # as it is written there
            if not is_said and not crm.settings.origins[name].startswith("--"):
                answers[name] = _asked(name, answers[name])
            if name == "language":
                words.speak(answers[name][:2])
    begun = service.begin(crm, answers)
    if not style.for_people:
        output.show([begun], BEGUN, style, one=True)
        return
    output.say(
        "{currency}, {country}, {zone}, {language}: settled in {file}.",
        currency=begun.currency,
        country=begun.country,
        zone=begun.zone or "-",
        language=begun.language,
        file=begun.settings,
    )
    output.say("Your book is {book}.", book=begun.book)
    output.say("`crm contact add` adds somebody, `crm import FILE` brings an address book in.")


def _asked(name: str, default: str) -> str:
    """An answer that can be settled; asked again until it can."""
    while True:
        answer = ask(_QUESTIONS[name], default)
        try:
            service.settled({name: answer})
        except BadSettings as error:
            diagnostics.note("{problem}", problem=" ".join(sentences.words(error)))
        else:
            return answer
