"""What is sold: adding it, changing it, finding the one that is meant."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from crmcli.core import references
from crmcli.core.errors import Ambiguous, NotFound, Refused
from crmcli.core.records.offers import Product
from crmcli.core.rules.sales import products as rules
from crmcli.core.values import money
from crmcli.core.values.decimals import per_cent
from crmcli.core.values.text import fold
from crmcli.services.sales.typed import NONE, amount, currency_or_base
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import products as reads
from crmcli.store.unit import Unit

TEXTS = ("name", "sku", "category", "unit", "note")


def add(crm: Workspace, given: Mapping[str, str]) -> Product:
    """Store a product of typed values: `TEXTS`, price, cost, tax, currency."""
    draft = Product(currency=currency_or_base(crm, given.get("currency")))
    if "tax" not in given and crm.settings.tax_rate:
        given = {**given, "tax": crm.settings.tax_rate}
    with crm.writing("product add") as unit:
        return _save(crm, unit, _applied(draft, {**given, "currency": _explicit(given, draft.currency)}))


def edit(crm: Workspace, reference: str, given: Mapping[str, str]) -> Product:
    """Change what is typed; `none` takes a text or the cost away."""
    with crm.writing("product edit") as unit:
        before = pick(crm, reference)
        if before.trashed_at:
            raise Refused("{name} is in the trash.", name=before.name, hint="`crm product restore` brings it back.")
        return _save(crm, unit, _applied(before, given))


def get(crm: Workspace, product_id: int) -> Product:
    """A product, the trash included."""
    found = reads.one(crm.db, product_id)
    if found is None:
        raise NotFound("There is no product {id}.", id=product_id, hint="`crm product list` shows what there is.")
    return found


def pick(crm: Workspace, text: str) -> Product:
    """The product that is meant: by number, sku, beginning of its uid or exact name. NotFound, or Ambiguous."""
    found = exact(crm, text)
    if len(found) == 1:
        return found[0]
    near = [] if found else reads.alike(crm.db, fold(text.strip()), 20)
    if found or near:
        raise Ambiguous(
            "{text} could be any of {count}." if found else "No product is called exactly {text}.",
            text=text,
            count=len(found),
            candidates=tuple(f"{one.id:>6}  {one.sku:<10}  {one.name}" for one in found or near),
            hint="Take the number, as {id}.",
            id=(found or near)[0].id,
        )
    raise NotFound(
        "There is no product {text}.", text=text, hint="`crm product list` shows what there is.", noun="product"
    )


def exact(crm: Workspace, text: str) -> Sequence[Product]:
    """Every product that a reference names exactly: those that are sold before those put away."""
    reference = references.read(text)
    if reference.id:
        return reads.by_ids(crm.db, [reference.id])
    found = reads.by_sku(crm.db, text.strip()) or (reads.by_name(crm.db, reference.name) if reference.name else [])
    if not found and reference.uid:
        found = reads.by_uid(crm.db, reference.uid)
    on_sale = [product for product in found if not product.archived_at and not product.trashed_at]
    return on_sale or found


def listed(
    crm: Workspace, text: str = "", *, category: str = "", archived: bool = False, limit: int | None = None
) -> list[Product]:
    """Products by name that have a text in name, code or note."""
    return reads.listed(crm.db, fold(text.strip()), fold(category.strip()), archived, limit)


def archive(crm: Workspace, targets: Iterable[str]) -> list[Product]:
    """Put products away: what was sold with them stays as it is."""
    return _stamp(crm, targets, "product archive", lambda one, now: one._replace(archived_at=one.archived_at or now))


def restore(crm: Workspace, targets: Iterable[str]) -> list[Product]:
    """Bring products back from the archive and the trash."""
    return _stamp(crm, targets, "product restore", lambda one, _now: one._replace(archived_at="", trashed_at=""))


def trash(crm: Workspace, targets: Iterable[str]) -> list[Product]:
    """Move products to the trash."""
    return _stamp(crm, targets, "product delete", lambda one, now: one._replace(trashed_at=one.trashed_at or now))


def _stamp(
    crm: Workspace, targets: Iterable[str], command: str, change: Callable[[Product, str], Product]
) -> list[Product]:
    with crm.writing(command) as unit:
        chosen = {product.id: product for product in (pick(crm, text) for text in targets)}
        for product in chosen.values():
            unit.save(change(product, unit.now))
        return reads.by_ids(unit.db, list(chosen))


def _explicit(given: Mapping[str, str], currency: str) -> str:
    """The currency of a new product: that of its price where that says one and no option did."""
    if given.get("currency") or not given.get("price"):
        return currency
    return money.parse(given["price"], currency).currency


def _applied(before: Product, given: Mapping[str, str]) -> Product:
    texts = {name: "" if value in NONE else value for name, value in given.items() if name in TEXTS}
    after = before._replace(**texts)  # type: ignore[arg-type] # they are texts
    currency = money.known_currency(given["currency"]) if given.get("currency") else before.currency
    if before.id and currency != before.currency:
        missing = [name for name, has in (("price", True), ("cost", before.cost_minor is not None)) if has]
        if any(name not in given for name in missing):
            raise Refused(
                "The amounts of {name} are in {currency}.",
                name=before.name,
                currency=before.currency,
                hint="Give price and cost in the new currency too: --price 12 --cost 5.",
            )
    after = after._replace(currency=currency)
    if "price" in given:
        after = after._replace(price_minor=amount(given["price"], currency).minor)
    if "cost" in given:
        after = after._replace(cost_minor=None if given["cost"] in NONE else amount(given["cost"], currency).minor)
    if "tax" in given:
        after = after._replace(tax=per_cent(given["tax"]))
    return rules.settled(after)


def _save(crm: Workspace, unit: Unit, product: Product) -> Product:
    _refuse_taken(reads.by_sku(unit.db, product.sku) if product.sku else [], product, "sku")
    _refuse_taken(reads.by_name(unit.db, fold(product.name)), product, "name")
    return get(crm, unit.save(product))


def _refuse_taken(others: Iterable[Product], product: Product, what: str) -> None:
    for other in others:
        if other.id != product.id and not (what == "name" and other.archived_at):
            raise Refused(
                "Product {id} has the {what} {text} already.",
                id=other.id,
                what=what,
                text=other.sku if what == "sku" else other.name,
                hint="`crm product edit {id}` changes that one; take another {what} for a new one.",
            )
