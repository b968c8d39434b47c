"""Contacts that may be the same one: finding them, telling them apart for good, merging the certain ones."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from crmcli.core.errors import Refused
from crmcli.core.records.insight import Distinction
from crmcli.core.rules.people import blocks, likeness, twins, weights
from crmcli.core.rules.people.likeness import FIELDS, Seen
from crmcli.core.rules.people.twins import Reason
from crmcli.core.values.text import fold, words
from crmcli.services.people import listing, merging
from crmcli.services.people.merging import Merged
from crmcli.services.workspace import Workspace
from crmcli.store.reads import likenesses as reads
from crmcli.view.words import _

MOST_FIELDS = 8
DRAWN = 30_000
"""Pairs drawn at random to see how often two agree by chance."""
TOLD_EVERY = 5000
Progress = Callable[[str, int, int], None]


class Twin(NamedTuple):
    """Two contacts that may be the same one; the lower number is on the left."""

    left: int
    left_name: str
    right: int
    right_name: str
    certainty: str
    """certain, likely or possible."""
    probability: int
    """Per cent, as far as arithmetic goes; certain ones need more than that."""
    reasons: tuple[Reason, ...]


def found(crm: Workspace, progress: Progress = lambda _doing, _done, _of: None) -> list[Twin]:
    """Pairs that may be one contact, the surest first; those that were told apart are left out."""
    fields = reads.fields(crm.db, MOST_FIELDS)
    apart = reads.told_apart(crm.db)
    people = list(_seen(crm, [number for number, _name in fields]))
    verdicts = [
        (one.id, other.id, verdict)
        for kind in sorted({seen.kind for seen in people})
        for one, other, verdict in _judged([s for s in people if s.kind == kind], [n for _i, n in fields], progress)
        if (one.id, other.id) not in apart
    ]
    names = reads.names(crm.db, {number for one, other, _verdict in verdicts for number in (one, other)})
    verdicts.sort(key=lambda found: (twins.CERTAINTIES.index(found[2].certainty), -found[2].weight, found[:2]))
    return [
        Twin(
            one, names[one], other, names[other], verdict.certainty,
            round(100 * weights.probability(verdict.weight)), verdict.reasons,
        )
        for one, other, verdict in verdicts
    ]  # fmt: skip


def among(crm: Workspace, pairs: Sequence[Twin], query: str) -> list[Twin]:
    """Of these pairs those with one whom a query on contacts picks."""
    if not query.strip():
        return list(pairs)
    wanted = set(listing.ids(crm, query))
    return [pair for pair in pairs if pair.left in wanted or pair.right in wanted]


def ignore(crm: Workspace, ids: Sequence[int], note: str = "") -> list[tuple[int, int]]:
    """Remember of all of these that no two are the same; the pairs that were not known to be."""
    if len(set(ids)) < 2:
        raise Refused("It takes two contacts to tell them apart.", hint="As in: crm duplicates ignore 17 42")
    pairs = [(one, other) for one in ids for other in ids if one < other]
    with crm.writing("duplicates ignore") as unit:
        new = [pair for pair in pairs if pair not in reads.told_apart(unit.db)]
        for one, other in new:
            unit.save(Distinction(contact_id=one, other_id=other, note=note))
    return new


def keep_both(crm: Workspace, ids: Sequence[int]) -> list[tuple[int, int]]:
    """Let them be two though they may be one, as a private and a business card: they are not listed again."""
    return ignore(crm, ids, _("Both stay, though they may be one."))


def certain_groups(crm: Workspace, pairs: Sequence[Twin]) -> list[tuple[int, list[int]]]:
    """Of these pairs the certain ones as groups to merge: who stays, and who joins.

    Who has the most conversations stays, or else the oldest. A group that holds two who are not alike, or were told
    apart, is left for an eye.
    """
    known = {(pair.left, pair.right): pair for pair in pairs}
    groups = twins.groups(((p.left, p.right) for p in pairs if p.certainty == twins.CERTAINTIES[0]), known)
    talks = reads.talks(crm.db, [number for group in groups for number in group])
    chosen = [min(group, key=lambda number: (-talks.get(number, 0), number)) for group in groups]
    return [(stays, [n for n in group if n != stays]) for stays, group in zip(chosen, groups, strict=True)]


def merge_certain(crm: Workspace, groups: Iterable[tuple[int, Sequence[int]]]) -> list[Merged]:
    """Merge these groups in one change."""
    return merging.merge_many(crm, groups, "duplicates merge")


def _judged(
    people: Sequence[Seen], fields: Sequence[str], progress: Progress
) -> Iterator[tuple[Seen, Seen, twins.Verdict]]:
    """Pairs of one kind with their verdicts."""
    candidates = blocks.pairs(people)
    counts: Counter[tuple[int, ...]] = Counter()
    of: dict[tuple[int, int], tuple[int, ...]] = {}
    for one, other in candidates:
        levels = likeness.levels(people[one], people[other])
        counts[levels] += 1
        if levels[0] >= likeness.NAME_SINGLE or max(levels[1:]) == likeness.SAME:
            of[one, other] = levels
        if len(of) % TOLD_EVERY == 0:
            progress("compare", one, len(people))
    if not of:
        return
    drawn = [likeness.levels(people[one], people[other]) for one, other in blocks.drawn(len(people), DRAWN)]
    places = FIELDS + len(fields)
    agreeing = twins.agreeing(((people[one], people[other], levels) for (one, other), levels in of.items()), places)
    judge = twins.Judge(weights.estimated(people, drawn, counts, places), fields, agreeing)
    for (one, other), levels in of.items():
        verdict = judge.verdict(people[one], people[other], levels)
        if verdict is not None:
            yield people[one], people[other], verdict


def _seen(crm: Workspace, fields: Sequence[int]) -> Iterator[Seen]:
    """What is compared of everybody."""
    points: defaultdict[int, dict[str, list[str]]] = defaultdict(dict)
    for number, kind, normal in reads.points(crm.db):
        points[number].setdefault(kind, []).append(normal)
    places = {number: (fold(street), city) for number, street, city in reads.places(crm.db)}
    custom: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for number, field, value in reads.values(crm.db, fields):
        custom[number][field] = value
    none: dict[str, list[str]] = {}
    for row in reads.people(crm.db):
        own = points.get(row.id, none)
        street, city = places.get(row.id, ("", ""))
        is_nameless = "@" in row.name or row.name.replace(" ", "").lstrip("+").isdigit()
        yield Seen(
            row.id,
            row.kind,
            (
                () if is_nameless else likeness.name_words(row.kind, words(row.name)),
                *(tuple(sorted(set(own.get(kind, ())))) for kind in ("email", "phone")),
                row.organisation, row.birthday, street, city, tuple(own.get("url", ())),
                *(custom[row.id].get(field, "") if row.id in custom else "" for field in fields),
            ),
        )  # fmt: skip
