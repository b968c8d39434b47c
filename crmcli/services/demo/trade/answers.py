"""What the customers of the sample business answered when they were asked how it was."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from crmcli.core.records.sales import Sale
from crmcli.core.records.support import Answer
from crmcli.services.demo.chance import Chance, uid
from crmcli.services.demo.days import Days
from crmcli.services.demo.people import Cast
from crmcli.services.demo.rows import rows
from crmcli.services.demo.trade.deals import EVENING

SAID = """
carmen | nps 10 | 270 after | visit | Hasta los cruasanes parecen más grandes en la bolsa.
carmen | csat 5 | 9 before | visit |
toni | nps 6 | 196 after | visit | Muy bonito, pero yo pedí otra cosa.
marta | nps 9 | 240 after | web | La tienda vende sola; casi me da vergüenza.
marta | ces 6 | 60 after | email |
lluis | csat 4 | 150 after | email |
begona | nps 8 | 50 after | visit | El ojo de la etiqueta parpadea. La factura tardó.
ramon | csat 3 | 296 after | visit | Buen póster. Caro el viaje.
ines | nps 10 | 134 after | visit | Los libros se quejan de que la bolsa liga más.
teo | csat 5 | 88 after | meeting |
pilar | nps 9 | 120 after | email | Los pacientes ya sonríen en la sala de espera.
noelia | ces 7 | 17 after | visit |
harriet | nps 9 | 210 after | web | The labels outsell the jam.
harriet | nps 7 | 12 before | email | Still waiting for the gift boxes.
oliver | csat 4 | 176 after | web |
anselm | nps 10 | 125 after | email | Punctual. From us that is praise.
katrin | csat 5 | 128 after | email |
soren | nps 8 | 100 after | web | Two sets got wet. The third one floats.
freja | ces 5 | 24 after | web |
joana | nps 4 | 375 after | email | Bonito. Ficou parado na gaveta do meu sobrinho.
amparo | nps 10 | 58 after | visit | Ahora el tranvía tiene cara.
maeve | csat 5 | 88 after | web |
chiara | nps 9 | 38 after | web | The ampersand made me cry, in the right way.
lola | csat 4 | 198 after | email |
hassan | nps 9 | 20 after | meeting |
bruno | ces 2 | 147 after | web | An afternoon on the phone about one font.
"""
"""Who | of which question what | working days ago, before or after a purchase | where | and what they said besides."""
_ASKED = 4
"""One order of the shop in so many is answered for."""
_SCORES = (
    ("csat", (5, 5, 5, 4, 4, 4, 3, 2)),
    ("nps", (10, 10, 9, 9, 9, 8, 8, 7, 6, 3)),
    ("ces", (7, 7, 6, 6, 5, 4, 2)),
)
"""What strangers answer, each as likely."""
_SOONEST, _LATEST = 2, 9
"""Days after an order in which they do."""


def answers(chance: Chance, cast: Cast, days: Days, ordered: Sequence[Sale]) -> tuple[Answer, ...]:
    """Everything that was answered, the oldest first and numbered; `ordered` is what the shop sold."""
    found = sorted((*_told(cast, days), *_of_orders(chance, days, ordered)), key=lambda one: (one.date, one.contact_id))
    return tuple(
        one._replace(id=at, uid=uid(chance), created_at=days.moment(date.fromisoformat(one.date), EVENING))
        for at, one in enumerate(found, 1)
    )


def _told(cast: Cast, days: Days) -> Iterator[Answer]:
    for who, answered, when, channel, note in rows(SAID):
        kind, score = answered.split()
        back, phase = when.split()
        yield Answer(
            contact_id=cast.id(who), date=days.at(-int(back)).isoformat(), kind=kind, score=int(score), phase=phase,
            channel=channel, note=note,
        )  # fmt: skip


def _of_orders(chance: Chance, days: Days, ordered: Sequence[Sale]) -> Iterator[Answer]:
    for sale in ordered:
        day = date.fromisoformat(sale.date) + timedelta(days=chance.randint(_SOONEST, _LATEST))
        kind, scores = chance.choice(_SCORES)
        score = chance.choice(scores)
        if chance.randint(1, _ASKED) == 1 and day <= days.today and not sale.cancelled_on:
            yield Answer(
                contact_id=sale.contact_id, date=day.isoformat(), kind=kind, score=score, phase="after",
                channel=sale.channel, sale_id=sale.id,
            )  # fmt: skip
