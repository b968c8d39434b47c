"""The JSON Schema of a noun, made from the columns by which it is shown: what `--json` gives, no more and no less."""

from collections.abc import Sequence
from datetime import date
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from crmcli.core.errors import Usage
from crmcli.core.records import (
    activity,
    agenda,
    consents,
    contact,
    costs,
    deals,
    figures,
    found,
    history,
    kinds,
    money,
    offers,
    owed,
    pipeline,
    sales,
    support,
    system,
    touch,
    words,
)
from crmcli.core.rules.people import consents as rules
from crmcli.core.values.text import nearest
from crmcli.services.money.billing import Account
from crmcli.services.sales.quotes import Offered
from crmcli.services.system.insight_schema import INSIGHT, Shown
from crmcli.store.shapes.shapes import SHAPES
from crmcli.view.columns import reports as report_columns
from crmcli.view.columns.activity import activity as activity_columns
from crmcli.view.columns.activity import agenda as agenda_columns
from crmcli.view.columns.activity import history as history_columns
from crmcli.view.columns.activity import touch as touch_columns
from crmcli.view.columns.column import Column, Json
from crmcli.view.columns.people import consents as consent_columns
from crmcli.view.columns.people import people as people_columns
from crmcli.view.columns.people import words as word_columns
from crmcli.view.columns.sales import costs as cost_columns
from crmcli.view.columns.sales import deals as deal_columns
from crmcli.view.columns.sales import money as money_columns
from crmcli.view.columns.sales import products as product_columns
from crmcli.view.columns.sales import quotes as quote_columns
from crmcli.view.columns.sales import sales as sale_columns
from crmcli.view.columns.support import answers as answer_columns
from crmcli.view.columns.support import satisfaction as satisfaction_columns
from crmcli.view.columns.system import system as system_columns

Schema = dict[str, Json]

_CONTACT = Shown(contact.Contact, people_columns.CONTACT, {"kind": contact.KINDS, "lifecycle": contact.LIFECYCLES})
_INTERACTION = Shown(
    activity.Interaction,
    activity_columns.INTERACTION,
    {"channel": kinds.CHANNELS, "direction": kinds.DIRECTIONS, "outcome": kinds.OUTCOMES},
)
_ANSWER = Shown(support.Answer, answer_columns.ANSWER, {"kind": kinds.ANSWER_KINDS, "phase": kinds.ANSWER_PHASES})
NOUNS = {
    "contact": _CONTACT,
    "company": _CONTACT,
    "interaction": _INTERACTION,
    "log": _INTERACTION,
    "task": Shown(
        activity.Task,
        activity_columns.TASK,
        {"kind": kinds.TASK_KINDS, "status": kinds.TASK_STATUSES, "priority": kinds.PRIORITIES},
    ),
    "deal": Shown(deals.Deal, deal_columns.DEAL, {"status": kinds.DEAL_STATUSES, "buyer_type": kinds.BUYER_TYPES}),
    "board": Shown(pipeline.Lane, deal_columns.LANE),
    "pipeline": Shown(pipeline.StageUse, deal_columns.STAGE),
    "product": Shown(offers.Product, product_columns.PRODUCT),
    "promotion": Shown(money.Promotion, product_columns.PROMOTION),
    "quote": Shown(Offered, quote_columns.QUOTE, {"status": (*kinds.QUOTE_STATUSES, "expired")}),
    "sale": Shown(sales.Sale, sale_columns.SALE, {"status": kinds.SALE_STATUSES}),
    "cost": Shown(costs.Cost, cost_columns.COST, {"purpose": kinds.COST_PURPOSES, "category": kinds.COST_CATEGORIES}),
    "invoice": Shown(money.Invoice, money_columns.INVOICE, {"status": kinds.INVOICE_STATUSES}),
    "ageing": Shown(owed.Aged, money_columns.AGED),
    "payment": Shown(money.Payment, money_columns.PAYMENT),
    "delivery": Shown(money.Delivery, money_columns.DELIVERY, {"status": ("planned", "shipped", "delivered")}),
    "answer": _ANSWER,
    "survey": _ANSWER,
    "billing": Shown(Account, money_columns.ACCOUNT),
    "consent": Shown(
        consents.Consent,
        consent_columns.CONSENT,
        {
            "channel": kinds.CONSENT_CHANNELS,
            "purpose": kinds.CONSENT_PURPOSES,
            "action": kinds.CONSENT_ACTIONS,
            "basis": kinds.CONSENT_BASES,
        },
    ),
    "consent-status": Shown(consents.Standing, consent_columns.STANDING, {"state": rules.STATES}),
    "tag": Shown(words.Tag, word_columns.TAG),
    "field": Shown(words.FieldType, word_columns.FIELD),
    "find": Shown(found.Found, word_columns.FOUND),
    "timeline": Shown(history.Entry, history_columns.ENTRY),
    "agenda": Shown(agenda.AgendaItem, agenda_columns.AGENDA, {"kind": agenda.AGENDA_KINDS}),
    "today": Shown(agenda.Today, agenda_columns.TODAY),
    "remind": Shown(touch.Reminder, touch_columns.REMINDER),
    "cadence": Shown(touch.Cadence, touch_columns.CADENCE),
    "history": Shown(system.ChangeSet, system_columns.CHANGE_SET),
    "change": Shown(system.FieldChange, system_columns.FIELD_CHANGE, {"noun": tuple(SHAPES)}),
    "undo": Shown(system.Inverted, system_columns.INVERTED, {"kind": ("undo", "redo")}),
    "trash": Shown(system.Trashed, system_columns.TRASHED),
    "backup": Shown(system.Backup, system_columns.BACKUP),
    "doctor": Shown(system.Finding, system_columns.FINDING, {"state": ("ok", "warn", "bad", "mended")}),
    "report-satisfaction": Shown(support.Satisfaction, satisfaction_columns.SATISFACTION, {"kind": kinds.ANSWER_KINDS}),
    "report-funnel": Shown(figures.FunnelStep, report_columns.FUNNEL),
    "report-leaks": Shown(figures.Leak, report_columns.LEAKS),
    "report-winloss": Shown(figures.WinLoss, report_columns.WIN_LOSS),
    "report-velocity": Shown(figures.Velocity, report_columns.VELOCITY),
    "report-sales": Shown(figures.SalesLine, report_columns.SALES),
    "forecast": Shown(figures.ForecastMonth, report_columns.FORECAST),
    "forecast-deals": Shown(
        figures.ForecastDeal, report_columns.FORECAST_DEAL, {"origin": ("deal", "stage", "history")}
    ),
    "config": Shown(system.SettingInForce, system_columns.SETTING),
    **INSIGHT,
}
_SCALARS = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"))
_MOMENTS: dict[str, Schema] = {
    "date": {"type": "string", "format": "date"},
    "instant": {"type": "string", "format": "date-time"},
    "moment": {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]},
}
_MONEY: Schema = {
    "type": "object",
    "properties": {"minor": {"type": "integer"}, "currency": {"type": "string"}},
    "required": ["minor", "currency"],
    "additionalProperties": False,
}
_ANY: list[Json] = ["string", "integer", "number", "boolean"]


def of(noun: str) -> Schema:
    """The schema of one record of a noun, as JSON Schema 2020-12; Usage names the nouns that there are."""
    if noun not in NOUNS:
        raise Usage(
            "There is no schema of {noun}.",
            noun=noun,
            hint="Did you mean {near}? Nouns: {nouns}.",
            near=nearest(noun, NOUNS) or "contact",
            nouns=", ".join(NOUNS),
        )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": noun, **_object(NOUNS[noun])}


def _object(shown: Shown) -> Schema:
    """One record of a noun: its columns, no more and no less."""
    blank, full = _record(shown.record, full=False), _record(shown.record, full=True)
    columns = [column for column in shown.columns if column.machine]
    properties: Schema = {
        column.key: _property(column, column.value(blank), column.value(full), shown.choices.get(column.key))
        for column in columns
    }
    properties |= {name: {"type": "array", "items": _object(part)} for name, part in shown.parts.items()}
    return {
        "type": "object",
        "properties": properties,
        "required": [column.key for column in columns],
        "additionalProperties": False,
    }


def _property(column: Column, blank: Json, full: Json, choices: Sequence[str] | None) -> Schema:
    """A column's schema; whether it may be null is seen by its value of a blank record, its items by that of a full."""
    if choices:
        return {"enum": [*choices, *([None] if blank is None else [])]}
    described: Schema = {"title": column.label}
    if column.type in _MOMENTS:
        described |= _MOMENTS[column.type]
    elif column.type == "money":
        described |= _MONEY
    elif column.type == "object":
        values = [*full.values(), True] if isinstance(full, dict) else [True]
        described |= {"type": "object", "additionalProperties": _like(values[0], values[0])}
    elif column.type == "figure":
        described["anyOf"] = [_MONEY, {"type": ["number", "null"]}]
        return described
    elif column.type == "any":
        described["type"] = list(_ANY)
    else:
        described |= _like(blank, full)
        described["type"] = column.type
    if blank is None:
        described["type"] = [described["type"], "null"]
    return described


def _like(blank: Json, full: Json) -> Schema:
    """A schema of what looks like these samples; what is null in the blank one may be null."""
    if isinstance(full, dict):
        empty = blank if isinstance(blank, dict) else full
        return {
            "type": ["object", "null"] if blank is None else "object",
            "properties": {name: _like(empty.get(name, value), value) for name, value in full.items()},
            "required": list(full),
            "additionalProperties": False,
        }
    if isinstance(full, list):
        empties = blank if isinstance(blank, list) and blank else full
        return {"type": "array", "items": _like(empties[0], full[0]) if full else {}}
    kind = next(name for type_, name in _SCALARS if isinstance(full, type_))
    return {"type": [kind, "null"] if blank is None else kind}


def _record(kind: Any, *, full: bool) -> Any:
    """A record with one of everything of which there can be several, all of it blank, or full of something."""
    if hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        return kind(*(_record(hints[name], full=full) for name in kind._fields))
    if kind is date:
        return date.min
    origin, inside = get_origin(kind), get_args(kind)
    if isinstance(kind, UnionType):
        return _record(inside[0], full=full) if full or type(None) not in inside else None
    if origin is tuple:
        return tuple(_record(part, full=full) for part in inside if part is not Ellipsis)
    if origin is not None:
        return {_record(inside[0], full=full): _record(inside[1], full=full)}
    return kind("1") if full and kind in (str, int, bool, float) else kind()
