"""Which segment each of the 125 combinations of scores belongs to: a map is data, and is checked to leave none out."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from crmcli.core.errors import Invalid

CODES = tuple("".join(signs) for signs in product("12345", repeat=3))
"""Every combination of recency, frequency and money."""


class Segment(NamedTuple):
    """A name for some combinations of scores."""

    slug: str
    label: str
    codes: tuple[str, ...]
    action: str = ""
    """What is usually done about them."""


STD11 = (
    Segment(
        "champions", "Champions", ("555", "554", "544", "545", "454", "455", "445"), "Reward them, ask for referrals"
    ),
    Segment(
        "loyal", "Loyal", ("543", "444", "435", "355", "354", "345", "344", "335"), "Sell them more, ask for reviews"
    ),
    Segment(
        "potential-loyalist", "Potential Loyalist",
        (
            "553", "551", "552", "541", "542", "533", "532", "531", "452", "451", "442", "441", "431", "453", "433",
            "432", "423", "353", "352", "351", "342", "341", "333", "323",
        ),
        "Offer a plan or a membership",
    ),
    Segment(
        "new-customers", "New Customers", ("512", "511", "422", "421", "412", "411", "311"),
        "Help them begin, build the relation",
    ),
    Segment(
        "promising", "Promising",
        (
            "525", "524", "523", "522", "521", "515", "514", "513", "425", "424", "413", "414", "415", "315", "314",
            "313",
        ),
        "Make yourself known, offer a trial",
    ),
    Segment(
        "need-attention", "Need Attention", ("535", "534", "443", "434", "343", "334", "325", "324"),
        "Make an offer for a short time",
    ),
    Segment(
        "about-to-sleep", "About To Sleep", ("331", "321", "312", "221", "213", "231", "241", "251"),
        "Share something useful, recommend",
    ),
    Segment(
        "at-risk", "At Risk",
        (
            "255", "254", "245", "244", "253", "252", "243", "242", "235", "234", "225", "224", "153", "152", "145",
            "143", "142", "135", "134", "133", "125", "124",
        ),
        "Write to them personally, win them back",
    ),
    Segment(
        "cannot-lose", "Cannot Lose Them", ("155", "154", "144", "214", "215", "115", "114", "113"),
        "Call them, do not lose them to a rival",
    ),
    Segment(
        "hibernating", "Hibernating",
        ("332", "322", "233", "232", "223", "222", "132", "123", "122", "212", "211"),
        "Offer something relevant at little cost",
    ),
    Segment("lost", "Lost", ("111", "112", "121", "131", "141", "151"), "One last try, or let them go"),
)  # fmt: skip
RF10 = (
    Segment("champions", "Champions", ("54*", "55*"), "Reward them, ask for referrals"),
    Segment("loyal", "Loyal", ("34*", "35*", "44*", "45*"), "Sell them more, ask for reviews"),
    Segment("potential-loyalist", "Potential Loyalist", ("42*", "43*", "52*", "53*"), "Offer a plan or a membership"),
    Segment("new-customers", "New Customers", ("51*",), "Help them begin, build the relation"),
    Segment("promising", "Promising", ("41*",), "Make yourself known, offer a trial"),
    Segment("need-attention", "Need Attention", ("33*",), "Make an offer for a short time"),
    Segment("about-to-sleep", "About To Sleep", ("31*", "32*"), "Share something useful, recommend"),
    Segment("at-risk", "At Risk", ("13*", "14*", "23*", "24*"), "Write to them personally, win them back"),
    Segment("cannot-lose", "Cannot Lose Them", ("15*", "25*"), "Call them, do not lose them to a rival"),
    Segment("hibernating", "Hibernating", ("11*", "12*", "21*", "22*"), "Offer something relevant at little cost"),
)
MAPS = {"std11": STD11, "rf10": RF10}


class SegmentMap(NamedTuple):
    """A map that is whole: every combination of scores has its segment."""

    name: str
    segments: tuple[Segment, ...]
    by_code: Mapping[str, Segment]


def built_in(name: str) -> SegmentMap:
    """One of the program's own maps."""
    return checked(name, MAPS[name])


def checked(name: str, segments: tuple[Segment, ...]) -> SegmentMap:
    """The map, Invalid where it leaves a combination out, has one twice, or names what is none."""
    by_code: dict[str, Segment] = {}
    for segment in segments:
        for pattern in segment.codes:
            for code in _codes(name, segment, pattern):
                if code in by_code:
                    raise Invalid(
                        "The map {map} has {code} twice: in {first} and in {second}.",
                        map=name,
                        code=code,
                        first=by_code[code].slug,
                        second=segment.slug,
                        hint="Each of the 125 codes belongs to one segment.",
                    )
                by_code[code] = segment
    missing = [code for code in CODES if code not in by_code]
    if missing:
        raise Invalid(
            "The map {map} leaves out {count} codes: {codes}.",
            map=name,
            count=len(missing),
            codes=", ".join(missing[:10]) + (", ..." if len(missing) > 10 else ""),
            hint="Each of the 125 codes belongs to one segment.",
        )
    return SegmentMap(name, segments, by_code)


def from_toml(name: str, content: Mapping[str, object]) -> SegmentMap:
    """A user's map: a table `segments` with a table for each, which has `codes` and perhaps `label` and `action`."""
    tables = content.get("segments")
    if not isinstance(tables, Mapping) or not tables:
        raise Invalid(
            "The map {map} has no segments.",
            map=name,
            hint='As in: [segments.champions] and below it codes = ["555", "54*"].',
        )
    return checked(name, tuple(_segments(name, tables)))


def _segments(name: str, tables: Mapping[object, object]) -> Iterator[Segment]:
    for slug, table in tables.items():
        codes = table.get("codes") if isinstance(table, Mapping) else None
        if not isinstance(table, Mapping) or not isinstance(codes, list) or not all(isinstance(c, str) for c in codes):
            raise Invalid(
                "The segment {segment} of the map {map} has no list of codes.",
                segment=slug,
                map=name,
                hint='As in: codes = ["555", "54*"].',
            )
        unknown = sorted(table.keys() - {"codes", "label", "action"})
        if unknown:
            raise Invalid(
                "{segment} of the map {map} has {key}, which means nothing.",
                segment=slug,
                map=name,
                key=unknown[0],
                hint="A segment has codes, and perhaps a label and an action.",
            )
        words = {key: table.get(key, "") for key in ("label", "action")}
        wrong = [key for key, word in words.items() if not isinstance(word, str)]
        if wrong:
            raise Invalid(
                "{key} of {segment} in the map {map} is no text.",
                key=wrong[0],
                segment=slug,
                map=name,
                hint="Put it in quotes.",
            )
        label = str(words["label"] or str(slug).replace("-", " ").title())
        yield Segment(str(slug), label, tuple(codes), str(words["action"]))


def _codes(name: str, segment: Segment, pattern: str) -> Iterator[str]:
    """The codes that a pattern stands for: 54* is 541 to 545."""
    if len(pattern) != 3 or any(sign not in "12345*" for sign in pattern):
        raise Invalid(
            "{code} in {segment} of the map {map} is no combination of scores.",
            code=pattern,
            segment=segment.slug,
            map=name,
            hint="Three digits from 1 to 5 for recency, frequency and money; * is any of them.",
        )
    for signs in product(*("12345" if sign == "*" else sign for sign in pattern)):
        yield "".join(signs)
