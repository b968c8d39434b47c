"""How people are reached: e-mails, phones, web addresses and handles, in the form in which they are compared."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from crmcli.core.errors import Invalid

LONGEST_EMAIL = 254

_DIALLING = {  # trunk prefix -> country, calling code and the digits of its longest national number
    "": """AC247:5 AD376:6 AO244:9 AQ672:6 AW297:7 BF226:8 BH973:8 BI257:8 BJ229:10 BN673:7 BQ599:7 BT975:8 BV47:8
        BW267:8 BZ501:7 CF236:8 CG242:9 CI225:10 CK682:5 CL56:9 CM237:9 CR506:8 CV238:7 CW599:8 CY357:8 CZ420:9 DJ253:8
        DK45:8 EE372:8 ES34:9 FJ679:7 FK500:5 FM691:7 FO298:6 GA241:8 GI350:8 GL299:6 GM220:9 GN224:9 GQ240:9 GR30:10
        GS500:5 GT502:8 GW245:9 GY592:7 HK852:8 HM672:6 HN504:8 HT509:8 IO246:7 IS354:9 IT39:11 KM269:7 KW965:8 LS266:8
        LU352:9 LV371:8 ML223:8 MO853:8 MR222:8 MT356:8 MU230:8 MV960:7 MX52:10 MZ258:9 NC687:6 NE227:8 NF672:6 NI505:8
        NO47:8 NR674:7 NU683:7 OM968:8 PA507:8 PF689:8 PG675:8 PL48:9 PT351:9 PW680:7 QA974:8 SB677:7 SC248:7 SG65:8
        SH290:5 SJ47:8 SM378:10 SN221:9 SR597:7 ST239:7 SV503:8 SZ268:8 TA290:4 TD235:8 TG228:8 TJ992:9 TK690:7 TL670:8
        TN216:8 TO676:7 TV688:7 UZ998:9 VA39:11 VU678:7 WF681:6 WS685:7""",
    "0": """AE971:9 AF93:9 AL355:9 AM374:8 AR54:11 AT43:13 AU61:9 AX358:10 AZ994:9 BA387:9 BD880:10 BE32:9 BG359:9
        BL590:9 BO591:8 BR55:11 CC61:9 CD243:10 CH41:9 CN86:11 CO57:10 CU53:10 CX61:9 DE49:11 DZ213:9 EC593:9 EG20:10
        EH212:9 ER291:7 ET251:9 FI358:10 FR33:9 GB44:10 GE995:9 GF594:9 GG44:10 GH233:9 GP590:9 HR385:9 ID62:12 IE353:10
        IL972:9 IM44:10 IN91:10 IQ964:10 IR98:10 JE44:10 JO962:9 JP81:10 KE254:9 KG996:9 KH855:9 KI686:8 KP850:10
        KR82:10 LA856:10 LB961:8 LI423:9 LK94:9 LR231:9 LT370:8 LY218:9 MA212:9 MC377:9 MD373:8 ME382:8 MF590:9 MG261:9
        MK389:8 MM95:10 MN976:10 MQ596:9 MW265:9 MY60:10 NA264:9 NG234:10 NL31:9 NP977:10 NZ64:10 PE51:9 PH63:10 PK92:10
        PM508:6 PN64:10 PS970:9 PY595:9 RE262:9 RO40:9 RS381:9 RW250:9 SA966:9 SD249:9 SE46:9 SI386:8 SK421:9 SL232:8
        SO252:9 SS211:9 SY963:9 TF262:9 TH66:9 TR90:10 TW886:9 TZ255:9 UA380:9 UG256:9 UY598:8 VE58:10 VN84:10 XK383:9
        YE967:9 YT262:9 ZA27:9 ZM260:9 ZW263:9""",
    "1": """AG1:10 AI1:10 AS1:10 BB1:10 BM1:10 BS1:10 CA1:10 DM1:10 DO1:10 GD1:10 GU1:10 JM1:10 KN1:10 KY1:10 LC1:10
        MH692:7 MP1:10 MS1:10 PR1:10 SX1:10 TC1:10 TT1:10 UM1:10 US1:10 VC1:10 VG1:10 VI1:10""",
    "8": "BY375:9 KZ7:10 RU7:10 TM993:8",
    "06": "HU36:9",
}
_ZERO_BELONGS = frozenset({"39", "378", "225", "229", "241", "242"})
"""Calling codes after which a written zero is a part of the number: Italy and a few in Africa."""
_ABROAD = {"1": "011", "81": "010", "61": "0011", "7": "810", "375": "810", "993": "810", "254": "000", "256": "000"}
"""By calling code, what is dialled before a foreign number where that is not 00."""
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_SERVICES = {
    "bsky.app": "bluesky", "facebook.com": "facebook", "fb.com": "facebook", "github.com": "github",
    "gitlab.com": "gitlab", "instagram.com": "instagram", "linkedin.com": "linkedin", "m.me": "messenger",
    "messenger.com": "messenger", "pinterest.com": "pinterest", "t.me": "telegram", "telegram.me": "telegram",
    "threads.net": "threads", "tiktok.com": "tiktok", "twitter.com": "twitter", "wa.me": "whatsapp",
    "x.com": "twitter", "xing.com": "xing", "youtube.com": "youtube",
}  # fmt: skip
_PATHS_BEFORE_HANDLES = frozenset({"add", "c", "channel", "company", "in", "profile", "pub", "s", "school", "user"})
_EXAMPLE = "An address looks like ana@example.com."


class Handle(NamedTuple):
    """A name at a service: twitter and ana."""

    service: str
    """In lower case; "" when the text does not say it."""
    name: str


def email_normal(text: str) -> str:
    """An address as it is compared: trimmed, composed, in lower case, its domain in Unicode; a bare host is a domain.

    Raises Invalid, with the reason, for what no mail program would take for one address.
    """
    address = text.strip().removeprefix("mailto:")
    shown = _shown(address)
    if len(address) > LONGEST_EMAIL:
        raise Invalid("{value} is not an e-mail address: it is too long.", value=shown, hint=_EXAMPLE)
    local, at, domain = address.rpartition("@")
    if not (at and local and domain) or "@" in local:
        raise Invalid(
            "{value} is not an e-mail address: it needs one @ between a name and a domain.", value=shown, hint=_EXAMPLE
        )
    domain = _domain(domain)
    normal = _compared(f"{local}@{domain}")
    for character in normal:
        if character.isspace():
            raise Invalid(
                "{value} is not an e-mail address: spaces and line ends cannot stand in it.", value=shown, hint=_EXAMPLE
            )
        if not character.isprintable() or character in '()<>,;\\"':
            sign = character if character.isprintable() else f"U+{ord(character):04X}"
            raise Invalid(
                "{value} is not an e-mail address: {sign} cannot stand in it.", value=shown, sign=sign, hint=_EXAMPLE
            )
    if not _is_domain(normal.rpartition("@")[2]):
        raise Invalid(
            "{value} is not an e-mail address: {domain} is not a domain.", value=shown, domain=domain, hint=_EXAMPLE
        )
    return normal


def phone_normal(text: str, country: str = "ES") -> str:
    """A number as it is compared: its digits in international form, without extension; "" for fewer than three digits.

    `country` is the ISO code for numbers without calling code; short numbers (112) and unknown countries leave the
    digits as they are. Put a + before a normal form to read it again.
    """
    spelled = _without_extension(unicodedata.normalize("NFKC", text[:100]).strip())
    digits = _digits(spelled)
    if len(digits) < 3:
        return ""
    if spelled.find("+", 0, _first_digit(spelled)) >= 0:
        return _international(digits, spelled)
    plan = _plans().get(country.upper())
    abroad = _ABROAD.get(plan.code, "00") if plan else "00"
    if plan and digits.startswith(abroad) and len(digits) > max(plan.longest, 10):
        return _international(digits.removeprefix(abroad), spelled)
    if digits.startswith("00") and len(digits) > 8:
        return _international(digits.removeprefix("00"), spelled)
    return _from_home(digits, plan) if plan else digits


def looks_like_phone(text: str) -> bool:
    """Whether a reference can be meant as a phone number: seven digits (five after a +) and their usual signs."""
    number = text.strip().removeprefix("tel:")
    if not number or len(number) > 40 or _iso_date().fullmatch(number):
        return False
    number = _without_extension(number)
    if any(not (c.isdecimal() or c.isspace() or c in "+-().\u2010\u2011/") for c in number) or "+" in number[1:]:
        return False
    return (5 if number.startswith("+") else 7) <= len(_digits(number)) <= 18


def is_url(text: str) -> bool:
    """Whether a text can be a web address: one word, with a host that has a dot, or with a scheme."""
    normal = "" if any(character.isspace() for character in text.strip()) else url_normal(text)
    return bool(normal) and ("." in normal or "://" in text)


def url_normal(text: str) -> str:
    """A web address as it is compared: without scheme, default port and trailing slash, its host in lower case."""
    address = text.strip()
    scheme, mark, rest = address.partition("://")
    if mark and scheme.isalnum():
        address = rest
    address = address.removeprefix("//")
    end = next((i for i, c in enumerate(address) if c in "/?#"), len(address))
    host, rest = address[:end], address[end:]
    host = host.removesuffix(":443").removesuffix(":80").removesuffix(".")
    if "?" not in rest and "#" not in rest:
        rest = rest.rstrip("/")
    return _compared(_domain(host)) + rest


def handle(text: str) -> Handle:
    """The service and the name in "@ana", "twitter:ana", "https://x.com/ana" or "@ana@mastodon.example"."""
    text = text.strip()
    host, slash, path = url_normal(text).partition("/")
    service = _SERVICES.get(host.removeprefix("www.").removeprefix("m.").removeprefix("mobile."))
    if slash and service:
        steps = [step for step in path.partition("?")[0].partition("#")[0].split("/") if step]
        steps = steps[1:] if len(steps) > 1 and steps[0] in _PATHS_BEFORE_HANDLES else steps
        return Handle(service, steps[0].removeprefix("@") if steps else "")
    before, colon, after = text.partition(":")
    if colon and before.isalnum() and not after.startswith("//"):
        return Handle(before.lower(), after.strip().removeprefix("@"))
    name = text.removeprefix("@")
    return Handle("mastodon" if text.startswith("@") and name.count("@") == 1 else "", name)


def handle_normal(text: str) -> str:
    """A handle as it is compared: the name alone, in lower case."""
    return _compared(handle(text).name)


def has_phones(country: str) -> bool:
    """Whether it is known how a country, by its ISO code, writes its numbers."""
    return country in _plans()


class _Plan(NamedTuple):
    """How a country writes its numbers."""

    code: str
    longest: int
    trunk: str


@cache
def _plans() -> dict[str, _Plan]:
    plans = {}
    for trunk, countries in _DIALLING.items():
        for entry in countries.split():
            code, _, longest = entry[2:].partition(":")
            plans[entry[:2]] = _Plan(code, int(longest), trunk)
    return plans


@cache
def _trunks() -> dict[str, str]:
    """The trunk prefix by calling code."""
    return {plan.code: plan.trunk for plan in _plans().values()}


def _international(digits: str, spelled: str) -> str:
    """Digits that begin with a calling code, without a trunk zero that was written for callers at home."""
    code = next((digits[:n] for n in (1, 2, 3) if digits[:n] in _trunks()), "")
    rest, trunk = digits[len(code) :], _trunks().get(code, "")
    if trunk == "0" or (trunk == "" and "(0)" in spelled and code and code not in _ZERO_BELONGS):
        rest = rest.lstrip("0")
    elif trunk == "06":
        rest = rest.removeprefix("06")
    elif code == "52" and len(rest) == 11:
        rest = rest.removeprefix("1")  # until 2019 mobiles were called so from abroad
    return code + rest


def _from_home(digits: str, plan: _Plan) -> str:
    if plan.trunk == "0":
        digits = digits.lstrip("0") if len(digits) > 4 else digits
    elif plan.trunk and len(digits) > plan.longest:
        digits = digits.removeprefix(plan.trunk).lstrip("0")
    elif plan.code == "52" and len(digits) in (12, 13):
        digits = digits.removeprefix("044" if digits.startswith("044") else "045" if len(digits) == 13 else "01")
    if len(digits) > plan.longest or len(digits) < max(4, min(7, plan.longest - 2)):
        return digits  # a calling code without its +, or a short number such as 112
    return plan.code + digits


def _without_extension(number: str) -> str:
    if number.isdecimal():
        return number
    if number.startswith("tel:"):
        number = number[4:].partition(";")[0]
    number = _extension().sub("", number)
    if len(_digits(number)) < 7:
        tail = number[_first_digit(number) :]
        if _vanity().search(tail):
            return number.translate(_KEYPAD)  # 1-800-FLOWERS
    return number


def _first_digit(text: str) -> int:
    return next((i for i, c in enumerate(text) if c.isdecimal()), len(text))


def _digits(text: str) -> str:
    if text.isascii():
        return "".join(filter(str.isdecimal, text))
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def _compared(text: str) -> str:
    return (
        text.lower() if text.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    )


def _domain(host: str) -> str:
    """The host without a final dot, its xn-- labels in the letters they stand for."""
    host = host.removesuffix(".")
    if "xn--" not in host.lower():
        return host
    return ".".join(_letters(label) for label in host.split("."))


def _letters(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _is_domain(domain: str) -> bool:
    if domain.startswith("[") and domain.endswith("]"):
        return len(domain) > 2 and all(c in "0123456789abcdef.:ipv" for c in domain[1:-1])
    return all(
        label and len(label) <= 63 and label[0] != "-" and label[-1] != "-" and all(map(_may_stand_in_domain, label))
        for label in domain.split(".")
    )


def _may_stand_in_domain(character: str) -> bool:
    return character.isalnum() or character in "-_" or unicodedata.category(character)[0] == "M"


def _shown(value: str) -> str:
    return value if len(value) <= 80 else value[:79] + "…"


@cache
def _extension() -> re.Pattern[str]:
    return re.compile(
        r"(?<=\d)\)?[\s.,;]*(?:ext(?:ensi[oó]n)?|int(?:erno)?|anexo|x|#|;|,|p|w)[\s.:=]*\d{1,8}\s*$", re.IGNORECASE
    )


@cache
def _vanity() -> re.Pattern[str]:
    return re.compile(r"[A-Z]{3,}")


@cache
def _iso_date() -> re.Pattern[str]:
    return re.compile(r"\d{4}-\d\d-\d\d")
