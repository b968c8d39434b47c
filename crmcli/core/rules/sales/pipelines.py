"""What makes a pipeline a good one: its stages in order, exactly one of them, the last, winning."""

from collections.abc import Iterable, Sequence

from crmcli.core.errors import Invalid, Refused
from crmcli.core.records.deals import Stage
from crmcli.core.rules.sales import stages as words
from crmcli.core.rules.texts import block, line
from crmcli.core.values.text import fold

SURE = 100
LONGEST_ROT = 3650
"""Days."""
MOST_STAGES = 30
_EXAMPLE = 'As in --stage "demo:30:14": the stage, its per cent, and the days after which a deal rots there.'


def read_stage(text: str) -> Stage:
    """A stage out of WORD, WORD:PER-CENT or WORD:PER-CENT:DAYS."""
    name, *numbers = (part.strip() for part in text.split(":"))
    if len(numbers) > 2:
        raise Invalid("{text} is no stage.", text=text, hint=_EXAMPLE)
    probability, days = (*numbers, "", "")[:2]
    made = named(Stage(), name)
    return settled(made._replace(probability=per_cent(probability or "0"), rot_days=rot_days(days or "0")))


def named(stage: Stage, text: str) -> Stage:
    """The stage under a name; a new one also gets the word by which commands know it."""
    name = line("stage", text)
    slug = "-".join("".join(sign if sign.isalnum() else " " for sign in fold(name)).split())
    if not slug:
        raise Invalid("{text} is no name of a stage.", text=text, hint=_EXAMPLE)
    own = next((word for word, said in words.OWN.items() if fold(name) in (word, *map(fold, said))), "")
    slug = stage.slug or own or slug
    return stage._replace(slug=slug, name="" if slug in (name, own) else name)


def settled(stage: Stage) -> Stage:
    """The stage as it may be stored; Invalid for what cannot be."""
    if not 0 <= stage.probability <= SURE:
        raise Invalid("A probability is from 0 to 100 per cent, not {value}.", value=stage.probability, hint=_EXAMPLE)
    if not 0 <= stage.rot_days <= LONGEST_ROT:
        raise Invalid("{value} days are too many.", value=stage.rot_days, hint=_EXAMPLE)
    if stage.is_won and stage.probability != SURE:
        raise Refused("A deal in {stage} is won: that is 100 per cent.", stage=stage.slug, hint="Edit another stage.")
    return stage._replace(criteria=block("criteria", stage.criteria))


def ordered(stages: Iterable[Stage]) -> list[Stage]:
    """The stages with their places, the winning one last; it is made where there is none."""
    given = list(stages)
    won = [stage for stage in given if stage.is_won or stage.slug == "won"]
    going = [stage for stage in given if stage not in won]
    last = (won[0] if won else Stage(slug="won"))._replace(is_won=1, probability=SURE, rot_days=0)
    if not going:
        raise Refused("A pipeline needs a stage before the winning one.", hint=_EXAMPLE)
    if len(won) > 1 or len({stage.slug for stage in given}) < len(given):
        twice = next(one.slug for at, one in enumerate(given) if one.slug in {other.slug for other in given[:at]})
        raise Refused("There are two stages {stage}.", stage=twice, hint="Stages of a pipeline have different names.")
    if len(given) > MOST_STAGES:
        raise Refused("{count} stages are too many.", count=len(given), most=MOST_STAGES, hint="{most} is the most.")
    return [stage._replace(position=at) for at, stage in enumerate((*going, last), 1)]


def reordered(stages: Sequence[Stage], wanted: Sequence[Stage]) -> list[Stage]:
    """The stages with the wanted ones first, in that order, and the others after them as they were."""
    if any(stage.is_won for stage in wanted):
        raise Refused("The winning stage is always the last.", hint="Leave it out.")
    first = list(dict.fromkeys(wanted))
    return ordered((*first, *(stage for stage in stages if stage not in first)))


def placed(before: Iterable[Stage], after: Sequence[Stage], retired: Iterable[Stage]) -> list[Stage]:
    """Stages in their new order with the retired ones among them: each keeps its place behind the one it stood behind,
    so that a report as of a day on which it was in use shows it there."""
    gone = {stage.id for stage in retired}
    behind: dict[int, list[Stage]] = {}
    last = 0
    for stage in sorted((*before, *retired), key=lambda one: (one.is_won, one.position, one.id)):
        if stage.id in gone:
            behind.setdefault(last, []).append(stage)
        else:
            last = stage.id
    order = list(behind.get(0, ()))
    for stage in after:
        order += [stage, *(behind.get(stage.id, ()) if stage.id else ())]
    return [stage._replace(position=at) for at, stage in enumerate(order, 1)]


def per_cent(text: str) -> int:
    """Whole per cent from 0 to 100."""
    digits = text.strip().removesuffix("%").strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 3 and int(digits) <= SURE):
        raise Invalid(
            "{value} is no probability.", value=text, hint="Whole per cent from 0 to 100, as in --probability 60."
        )
    return int(digits)


def rot_days(text: str) -> int:
    """Days after which a deal rots; none and 0 are never."""
    digits = text.strip().lower().removesuffix("d").strip()
    if fold(digits) in ("none", "no", "never", "nunca", "ninguno"):
        return 0
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 4):
        raise Invalid("{value} is no number of days.", value=text, hint="As in --rot 14; --rot 0 is never.")
    return int(digits)
