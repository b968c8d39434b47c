"""What a query asks of permissions: a purpose, a channel, or both with a hyphen between them, as of today."""

from crmcli.core.errors import Invalid
from crmcli.core.records.kinds import CONSENT_CHANNELS, CONSENT_PURPOSES
from crmcli.core.search.field import Field, Match
from crmcli.core.search.query_reading import Reading
from crmcli.core.values.text import fold


def holds(field: Field, text: str, reading: Reading) -> Match:
    """The test of what is written after `consent:` or `refused:`; any of it where nothing is."""
    wanted = fold(text)
    first, _hyphen, last = wanted.partition("-")
    channel, purpose = (first, last) if last else ("", wanted) if wanted in CONSENT_PURPOSES else (wanted, "")
    if (channel and channel not in CONSENT_CHANNELS) or (purpose and purpose not in CONSENT_PURPOSES):
        hint = "It takes {purposes}; {channels}; or both, as email-newsletter."
        values = {"purposes": ", ".join(CONSENT_PURPOSES), "channels": ", ".join(CONSENT_CHANNELS)}
        raise Invalid("{field} is never {value}.", hint=hint, field=field.name, value=text, **values)
    return Match(field, "holds", purpose, reading.now.date().isoformat(), channel=channel)
