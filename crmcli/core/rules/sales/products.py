"""What makes a product a good one."""

from crmcli.core.errors import Invalid
from crmcli.core.records.offers import Product
from crmcli.core.rules.texts import block, line


def settled(product: Product) -> Product:
    """The product as it may be stored; Invalid for what cannot be."""
    name = line("name", product.name)
    if not name:
        raise Invalid("A product needs a name.", hint='As in: crm product add "Logo design" --price 450.')
    sku = line("sku", product.sku)
    if sku.isascii() and sku.isdigit():
        raise Invalid(
            "{sku} would be taken for the number of a product.",
            sku=sku,
            hint="Put a letter into the code, as in A-{sku}.",
        )
    if len(sku.split()) > 1:
        raise Invalid("A code has no spaces: {sku}.", sku=sku, hint="As in --sku LOGO-1.")
    return product._replace(
        name=name,
        sku=sku,
        category=line("category", product.category),
        unit=line("unit", product.unit),
        note=block("note", product.note),
        external_id=line("external id", product.external_id),
    )
