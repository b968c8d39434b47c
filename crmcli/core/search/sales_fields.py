"""The fields of deals, sales and invoices, and what customers have by them and said."""

from crmcli.core.records.kinds import BUYER_TYPES, DEAL_STATUSES, INVOICE_STATUSES, SALE_STATUSES
from crmcli.core.search.field import Field

OF_CUSTOMER = (
    Field("bought", "contact", "text", "A product that they bought: its name, its code or the text of a line"),
    Field("spent", "contact", "money", "What they bought for, without tax and refunds", aliases=("gastado",)),
    Field("orders", "contact", "number", "How many sales were made to them", aliases=("compras",)),
    Field("last-sale", "contact", "past", "The day of the last sale", aliases=("ultima-compra",)),
    Field("owes", "contact", "money", "What is open on their invoices", aliases=("debe",)),
    Field("overdue", "contact", "late", "Since when they owe what was due before today", aliases=("vencido",)),
    Field("nps", "contact", "number", "Their last answer to whether they would recommend us, 0 to 10"),
    Field("csat", "contact", "number", "Their last answer to how content they are, 1 to 5"),
    Field("ces", "contact", "number", "Their last answer to how easy it was, 1 to 7"),
)
DEAL = (
    Field("id", "deal", "id", "The deal's number"),
    Field("uid", "deal", "uid", "The deal's identifier in files, or how it begins"),
    Field("title", "deal", "text", "What may be sold", aliases=("titulo",)),
    Field("stage", "deal", "stage", "The stage that it is in, by its word or name", aliases=("etapa", "fase")),
    Field("pipeline", "deal", "text", "The name of its pipeline", aliases=("embudo",)),
    Field("status", "deal", "enum", "Whether it is open, won, lost or abandoned", DEAL_STATUSES, ("estado",)),
    Field("amount", "deal", "money", "What it would bring", aliases=("importe",)),
    Field("probability", "deal", "number", "Per cent, its own or its stage's", aliases=("prob", "probabilidad")),
    Field("expected", "deal", "future", "When it is expected to close", aliases=("close", "cierre")),
    Field("opened", "deal", "past", "The day of its first step", aliases=("abierto",)),
    Field("since", "deal", "past", "The day on which it came to its stage", aliases=("desde",)),
    Field("rots", "deal", "future", "The day after which it has been in its stage for too long"),
    Field("closed", "deal", "past", "The day on which it was won, lost or abandoned", aliases=("cerrado",)),
    Field(
        "reason", "deal", "text", "Why it was won, lost or abandoned", aliases=("lost-reason", "won-reason", "motivo")
    ),
    Field("source", "deal", "text", "Where it came from", aliases=("origen",)),
    Field("campaign", "deal", "text", "The campaign that brought it", aliases=("campana",)),
    Field("competitor", "deal", "text", "Who else is asked", aliases=("competidor",)),
    Field("buyer", "deal", "enum", "A new, a returning or a referred buyer", BUYER_TYPES, ("comprador",)),
    Field("needs", "deal", "text", "What the buyer needs", aliases=("necesidades",)),
    Field("next-step", "deal", "text", "What comes next", aliases=("next", "siguiente")),
    Field("owner", "deal", "text", "Who looks after the deal", aliases=("responsable",)),
    Field("tag", "deal", "tag", "A tag on the deal, whole", aliases=("tags", "etiqueta")),
    Field("note", "deal", "text", "The note on the deal", aliases=("notes", "nota")),
    Field("with", "deal", "text", "The name of the contact or the organisation", aliases=("con",)),
    Field(
        "org", "deal", "text", "The organisation's name",
        aliases=("organisation", "organization", "company", "empresa"),
    ),
    Field("created", "deal", "past", "When it was stored", aliases=("creado",)),
    Field("updated", "deal", "past", "When it was last changed", aliases=("cambiado",)),
    Field(
        "is", "deal", "flag", "A state of the deal",
        ("open", "won", "lost", "abandoned", "rotting", "overdue", "trashed", "all"), ("es",),
    ),
)  # fmt: skip
SALE = (
    Field("id", "sale", "id", "The sale's record number"),
    Field("uid", "sale", "uid", "The sale's identifier in files, or how it begins"),
    Field("number", "sale", "text", "The sale's number", aliases=("numero",)),
    Field("date", "sale", "past", "The day of the sale", aliases=("fecha",)),
    Field("amount", "sale", "money", "What was sold for, without tax, before refunds", aliases=("net", "importe")),
    Field("refunded", "sale", "money", "What was given back", aliases=("devuelto",)),
    Field(
        "bought", "sale", "text", "A product: its name, its code or the text of a line", aliases=("product", "producto")
    ),
    Field("channel", "sale", "text", "Where it was sold", aliases=("canal",)),
    Field("seller", "sale", "text", "Who sold it", aliases=("vendedor",)),
    Field("source", "sale", "text", "Where the customer came from", aliases=("origen",)),
    Field("campaign", "sale", "text", "The campaign that brought it", aliases=("campana",)),
    Field("reason", "sale", "text", "Why the customer bought", aliases=("motivo",)),
    Field("status", "sale", "enum", "Whether it stands", SALE_STATUSES, ("estado",)),
    Field("deal", "sale", "text", "The title of the deal that it came from", aliases=("trato",)),
    Field("note", "sale", "text", "The note on the sale", aliases=("notes", "nota")),
    Field("with", "sale", "text", "The customer's name", aliases=("con",)),
    Field("created", "sale", "past", "When it was stored", aliases=("creado",)),
    Field("updated", "sale", "past", "When it was last changed", aliases=("cambiado",)),
    Field(
        "is", "sale", "flag", "A state of the sale", ("confirmed", "cancelled", "refunded", "trashed", "all"), ("es",)
    ),
)  # fmt: skip
INVOICE = (
    Field("id", "invoice", "id", "The invoice's record number"),
    Field("uid", "invoice", "uid", "The invoice's identifier in files, or how it begins"),
    Field("number", "invoice", "text", "The invoice's number", aliases=("numero",)),
    Field("date", "invoice", "past", "The day of the invoice", aliases=("fecha",)),
    Field("due", "invoice", "future", "When a part that is not paid is due", aliases=("vence",)),
    Field("overdue", "invoice", "late", "Since when a part of it is overdue", aliases=("vencido",)),
    Field("amount", "invoice", "money", "The total, tax included", aliases=("total", "importe")),
    Field("owes", "invoice", "money", "What is open on it", aliases=("debe",)),
    Field("paid", "invoice", "past", "The day on which nothing was left to pay", aliases=("pagado",)),
    Field("status", "invoice", "enum", "Whether it stands", INVOICE_STATUSES, ("estado",)),
    Field("sale", "invoice", "text", "The number of the sale that it is for", aliases=("venta",)),
    Field("note", "invoice", "text", "The note on the invoice", aliases=("notes", "nota")),
    Field("with", "invoice", "text", "The customer's name", aliases=("con",)),
    Field("created", "invoice", "past", "When it was stored", aliases=("creado",)),
    Field("updated", "invoice", "past", "When it was last changed", aliases=("cambiado",)),
    Field(
        "is", "invoice", "flag", "A state of the invoice",
        ("open", "paid", "overdue", "void", "trashed", "all"), ("es",),
    ),
)  # fmt: skip
