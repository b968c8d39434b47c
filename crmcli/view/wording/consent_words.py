"""The words of permissions: channels, purposes, what was said, legal bases."""

from collections.abc import Iterable

from crmcli.core.records.consents import Consent
from crmcli.core.rules.people.consents import grouped
from crmcli.view.wording import labels
from crmcli.view.words import _


def channel(word: str) -> str:
    """By which way somebody is written to or called."""
    return {
        "email": _("e-mail"), "phone": _("phone"), "sms": _("SMS"), "whatsapp": _("WhatsApp"), "post": _("post"),
    }.get(word, word)  # fmt: skip


def purpose(word: str) -> str:
    """What for."""
    return {
        "marketing": _("marketing"), "newsletter": _("newsletter"), "birthday": _("birthday wishes"),
        "survey": _("surveys"), "service": _("service"),
    }.get(word, word)  # fmt: skip


def state(word: str) -> str:
    """What somebody said, or that it holds no more."""
    return _("expired") if word == "expired" else labels.outcome(word)


def basis(word: str) -> str:
    """The legal basis."""
    return {
        "consent": _("consent"), "soft-opt-in": _("soft opt-in"), "contract": _("contract"),
        "legal-obligation": _("legal obligation"), "vital-interests": _("vital interests"),
        "public-task": _("public task"), "legitimate-interests": _("legitimate interests"),
    }.get(word, word)  # fmt: skip


def what(entries: Iterable[Consent]) -> str:
    """What entries are about, shortly: newsletter by e-mail, post; surveys by e-mail."""
    return "; ".join(by(channels, purposes) for channels, purposes in grouped(entries))


def by(channels: Iterable[str], purposes: Iterable[str]) -> str:
    """Purposes and channels in a few words: newsletter, surveys by e-mail."""
    told = {"purposes": ", ".join(map(purpose, purposes)), "channels": ", ".join(map(channel, channels))}
    return _("{purposes} by {channels}").format(**told)
