"""What makes a billing profile a good one."""

from crmcli.core.errors import Invalid
from crmcli.core.records.money import Billing
from crmcli.core.rules.sales import terms
from crmcli.core.rules.texts import block, line
from crmcli.core.values import addresses, money

LONGEST_ADDRESS = 2000


def settled(profile: Billing) -> Billing:
    """The profile as it may be stored; Invalid for what cannot be."""
    address = "\n".join(filter(None, map(str.strip, block("address", profile.address).splitlines())))
    if len(address) > LONGEST_ADDRESS:
        raise Invalid(
            "The {name} has {length} characters; {most} is the most.",
            name="address", length=len(address), most=LONGEST_ADDRESS, hint="Shorten it.")  # fmt: skip
    return profile._replace(
        legal_name=line("legal name", profile.legal_name),
        tax_id=" ".join(line("tax number", profile.tax_id).split()).upper(),
        address=address,
        email=profile.email and addresses.email_normal(profile.email),
        terms=profile.terms and terms.parse(profile.terms).text(),
        currency=profile.currency and money.known_currency(profile.currency),
        method=line("method", profile.method),
        credit_score=line("credit score", profile.credit_score),
        credit_score_source=line("source of the score", profile.credit_score_source),
    )
