"""Deals on their way, and the stages that they go through.

Money is in minor units beside its currency. Days are local days as text (2026-11-22), and absent text is empty.
"""

from typing import NamedTuple


class Pipeline(NamedTuple):
    """An order of stages that deals go through; the first one is the default."""

    id: int = 0
    name: str = ""
    folded: str = ""
    position: int = 0
    retired_on: str = ""
    """The day on which it was removed; its deals still tell of it."""
    version: int = 0


class Stage(NamedTuple):
    """A step of a pipeline. Exactly one, the last, is the winning one."""

    id: int = 0
    pipeline_id: int = 0
    slug: str = ""
    """The English word by which commands know it: `proposal`."""
    name: str = ""
    """What it is called; empty where the catalogue has a label for the slug."""
    position: int = 0
    probability: int = 0
    """Per cent of the deals in it that are expected to be won."""
    rot_days: int = 0
    """Days in the stage after which a deal rots; 0 is never."""
    is_won: int = 0
    criteria: str = ""
    """What must be true for a deal to leave it."""
    retired_on: str = ""
    """The day on which it was removed; what happened in it before is still told."""
    successor_id: int | None = None
    """The stage in which its history counts from that day on."""
    version: int = 0


class Move(NamedTuple):
    """A step in a deal's history, which is only ever added to."""

    stage_id: int
    status: str
    at: str
    """The local day."""
    actor: str = ""
    reason: str = ""


class Deal(NamedTuple):
    """Something that may be sold to somebody."""

    id: int = 0
    uid: str = ""
    title: str = ""
    title_folded: str = ""
    contact_id: int | None = None
    organisation_id: int | None = None
    pipeline_id: int = 1
    stage_id: int = 1
    status: str = "open"
    amount_minor: int = 0
    currency: str = ""
    """Empty where no amount is known."""
    probability: int | None = None
    """Per cent; None is the stage's."""
    expected_close: str = ""
    source: str = ""
    campaign: str = ""
    buyer_type: str = ""
    needs: str = ""
    competitor: str = ""
    reason: str = ""
    """Why it was won, lost or abandoned."""
    next_step: str = ""
    note: str = ""
    owner: str = ""
    opened_on: str = ""
    """The day of the first move."""
    stage_since: str = ""
    """The day on which it came to its stage."""
    closed_on: str = ""
    """The day on which it was won, lost or abandoned."""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    moves: tuple[Move, ...] = ()
    tags: tuple[str, ...] = ()
    contact: str = ""
    """The names of contact, organisation and stage are read with the record."""
    organisation: str = ""
    stage: str = ""
    """The stage's slug."""
    stage_name: str = ""
    """Its name, empty where the catalogue has a label for the slug."""
    stage_probability: int = 0
    rot_days: int = 0
    """The stage's, as is the probability before; they are read with the record too."""
    pipeline: str = ""
    """The pipeline's name, empty for the default one."""
