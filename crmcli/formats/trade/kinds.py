"""What the columns of deals, sales, invoices and payments are called in the files of other programs."""

from collections.abc import Mapping
from typing import NamedTuple

Titles = Mapping[str, tuple[str, ...]]


class Kind(NamedTuple):
    """What a file can hold."""

    noun: str
    titles: Titles
    """By field its titles, folded and without signs; of two columns for one field, the title that stands first wins."""
    needed: tuple[tuple[str, ...], ...]
    """Groups of fields of which a file has one."""
    days: frozenset[str]
    amounts: frozenset[str]


_WHOM: Titles = {
    "contact_id": (
        "associated contact ids", "contact id", "contactid", "person id", "customer id", "client id", "cliente id",
        "id cliente", "id contacto",
    ),
    "email": (
        "email", "e mail", "contact email", "person email", "person email work", "customer email", "client email",
        "associated contact emails", "correo", "correo electronico", "emailaddress", "billing email", "contact: email",
    ),
    "contact": (
        "contact", "associated contact", "contact person", "deal contact person", "person name", "contact name",
        "primary contact", "contact full name", "contactname", "customer", "customer name", "client", "client name",
        "buyer", "name", "contacto", "persona de contacto", "cliente", "nombre", "payer", "paid by", "pagador",
    ),
    "company_id": (
        "associated company ids", "account id", "accountid", "organization id", "company id", "id empresa",
    ),
    "company": (
        "company", "associated company", "account name", "organization", "deal organization", "organization name",
        "organisation", "company name", "customer company", "account", "empresa", "organizacion", "compania",
    ),
}  # fmt: skip
_MONEY: Titles = {
    "currency": (
        "currency", "deal currency", "deal currency of value", "amount currency", "currencyisocode", "currency code",
        "opportunity currency", "currencycode", "moneda", "divisa",
    ),
}  # fmt: skip
_NOTE: Titles = {
    "note": (
        "note", "notes", "description", "deal description", "comment", "comments", "memo", "details", "nota", "notas",
        "descripcion", "observaciones", "concept", "concepto",
    ),
}  # fmt: skip
_ORIGIN: Titles = {
    "source": (
        "source", "lead source", "leadsource", "original source", "original traffic source", "deal source",
        "deal source channel", "fuente", "origen",
    ),
    "campaign": ("campaign", "primary campaign source", "campaign name", "campana"),
}  # fmt: skip
_OWNER = (
    "owner", "deal owner", "opportunity owner", "seller", "sales rep", "salesperson", "responsible", "propietario",
    "vendedor", "comercial", "responsable",
)  # fmt: skip
_STATUS = ("status", "deal status", "estado", "invoice status", "payment status", "order status")
_STAGE = ("stage", "deal stage", "stagename", "opportunity stage", "etapa", "fase")
_WON = ("won time", "deal won time", "won on", "closed date", "closed on", "close date", "closedate", "fecha de cierre")

DEALS = Kind(
    "deal",
    {
        "external_id": ("record id", "deal id", "opportunity id", "external id", "id", "identificador", "referencia"),
        "title": (
            "deal name", "deal title", "opportunity name", "title", "deal", "opportunity", "titulo", "trato", "negocio",
            "oportunidad", "name", "nombre",
        ),
        "amount": (
            "amount", "deal value", "value", "deal amount", "opportunity amount", "importe", "valor", "total", "monto",
        ),
        "stage": _STAGE,
        "status": _STATUS,
        "pipeline": ("pipeline", "deal pipeline", "embudo", "sales process"),
        "probability": (
            "probability", "deal probability", "probability %", "probabilidad", "win probability",
        ),
        "opened": (
            "create date", "created date", "createddate", "deal created", "deal deal created", "created", "opened",
            "creado", "fecha de creacion", "created at", "add time",
        ),
        "staged": (
            "last stage change date", "deal last stage change", "stage since", "last stage change",
            "stage duration from",
        ),
        "expected": (
            "expected close date", "deal expected close date", "expected close", "expected", "cierre previsto",
            "fecha prevista de cierre",
        ),
        "close": ("close date", "closedate", "closing date", "fecha de cierre", "closed date", "closed on", "cerrado"),
        "won_on": ("won time", "deal won time", "won on", "ganado el"),
        "lost_on": ("lost time", "deal lost time", "lost on", "perdido el"),
        "reason": (
            "closed lost reason", "closed won reason", "lost reason", "deal lost reason", "loss reason", "reason",
            "motivo", "razon de perdida", "motivo de perdida",
        ),
        "competitor": ("competitor", "main competitor", "main competitors", "competidor"),
        "buyer": ("buyer type", "tipo de comprador"),
        "needs": ("needs", "necesidades"),
        "next": ("next step", "nextstep", "deal next step", "siguiente paso", "proximo paso"),
        "owner": _OWNER,
        "tags": ("tags", "label", "labels", "deal label", "etiquetas"),
        **_ORIGIN, **_WHOM, **_MONEY, **_NOTE,
    },
    (("title",),),
    frozenset({"opened", "staged", "expected", "close", "won_on", "lost_on"}),
    frozenset({"amount"}),
)  # fmt: skip
SALES = Kind(
    "sale",
    {
        "external_id": (
            "record id", "deal id", "opportunity id", "external id", "order id", "sale id", "transaction id", "id",
            "identificador", "referencia",
        ),
        "number": ("number", "order number", "sale number", "order", "numero", "pedido", "num pedido"),
        "title": ("deal name", "deal title", "opportunity name", "title", "titulo"),
        "date": (
            "date", "sale date", "order date", "sold on", "fecha", "fecha de venta", "day", *_WON, "created at",
        ),
        "total": (
            "total", "net", "net amount", "amount", "deal value", "value", "subtotal", "importe", "neto",
            "base imponible", "valor", "net total",
        ),
        "tax": ("tax", "vat", "tax amount", "iva", "impuestos", "taxes"),
        "gross": ("gross", "gross amount", "total with tax", "total incl tax", "total con iva", "bruto"),
        "cost": ("cost", "cost of goods", "coste", "costo"),
        "rate": ("rate", "exchange rate", "cambio", "tipo de cambio"),
        "product": ("product", "product name", "item", "lineitem name", "sku", "producto", "articulo"),
        "quantity": ("quantity", "qty", "units", "lineitem quantity", "cantidad", "unidades"),
        "deal": ("deal", "opportunity", "negocio", "oportunidad"),
        "stage": _STAGE,
        "status": _STATUS,
        "channel": ("channel", "sales channel", "canal"),
        "owner": _OWNER,
        "reason": ("closed won reason", "reason", "why bought", "motivo"),
        **_ORIGIN, **_WHOM, **_MONEY, **_NOTE,
    },
    (("total", "gross"),),
    frozenset({"date"}),
    frozenset({"total", "tax", "gross", "cost"}),
)  # fmt: skip
INVOICES = Kind(
    "invoice",
    {
        "external_id": ("external id", "invoice id", "invoiceid", "id", "record id", "identificador"),
        "number": (
            "number", "invoice number", "invoicenumber", "invoice no", "invoice", "no", "num", "numero",
            "numero de factura", "factura", "n factura", "document number",
        ),
        "date": (
            "date", "invoice date", "invoicedate", "issue date", "issued", "issued on", "fecha", "fecha de emision",
            "fecha factura", "fecha de factura",
        ),
        "due": ("due date", "duedate", "due", "vencimiento", "fecha de vencimiento", "due on"),
        "net": (
            "net", "subtotal", "net amount", "amount without tax", "base", "base imponible", "neto",
            "untaxed amount",
        ),
        "tax": ("tax", "vat", "tax amount", "taxtotal", "total tax", "tax total", "iva", "impuestos", "cuota iva"),
        "total": (
            "total", "invoice total", "total amount", "gross", "amount", "importe total", "importe", "total factura",
        ),
        "terms": ("terms", "payment terms", "condiciones", "condiciones de pago", "forma de pago"),
        "status": _STATUS,
        "text": ("text", "item", "product", "line", "linea", "subject", "asunto"),
        "sale": ("sale", "order", "order number", "venta", "pedido"),
        **_WHOM, **_MONEY, **_NOTE,
    },
    (("number", "external_id"), ("total", "net")),
    frozenset({"date", "due"}),
    frozenset({"net", "tax", "total"}),
)  # fmt: skip
PAYMENTS = Kind(
    "payment",
    {
        "external_id": (
            "external id", "payment id", "paymentid", "transaction id", "id", "payment number", "record id",
            "identificador",
        ),
        "date": (
            "date", "payment date", "paid on", "paid date", "value date", "booking date", "fecha",
            "fecha de pago", "fecha de cobro",
        ),
        "amount": (
            "amount", "payment amount", "paid", "amount paid", "total", "importe", "cobro", "importe cobrado",
            "pagado",
        ),
        "invoice": (
            "invoice", "invoice number", "invoicenumber", "invoice no", "invoices", "applied to", "factura",
            "numero de factura", "n factura",
        ),
        "method": ("method", "payment method", "payment type", "metodo", "metodo de pago", "forma de pago"),
        **_WHOM, **_MONEY, **_NOTE,
    },
    (("amount",),),
    frozenset({"date"}),
    frozenset({"amount"}),
)  # fmt: skip
KINDS = {kind.noun: kind for kind in (DEALS, SALES, INVOICES, PAYMENTS)}
