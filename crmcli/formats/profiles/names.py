"""The names that programs and people give to columns, in English and Spanish, with a few of their neighbours."""

import re
from functools import cache
from typing import NamedTuple

from crmcli.core.values.text import fold

EXAMPLES = (
    "name", "given", "family", "email", "phone", "organisation", "job_title", "department", "birthday", "note", "tags",
    "url", "street", "city", "region", "postal_code", "country", "nickname", "prefix", "suffix", "source", "owner",
    "language", "lifecycle", "referred_by", "ignore",
)  # fmt: skip

_ONE = {
    "name": """name;full name;display name;contact name;contact;nombre completo;nombre y apellidos;nombre;nom;nome;
        nome completo;contacto""",
    "given": "given name;given;first name;first;firstname;forename;nombre de pila;primer nombre;vorname;prenom",
    "middle": "middle name;middle;middlename;additional name;second name;segundo nombre",
    "family": """family name;family;last name;last;lastname;surname;apellidos;apellido;primer apellido;nachname;
        nom de famille;sobrenome;cognome""",
    "family 2": "segundo apellido;second surname;second last name",
    "prefix": "prefix;name prefix;salutation;honorific;honorific prefix;courtesy title;tratamiento;saludo",
    "suffix": "suffix;name suffix;honorific suffix;sufijo",
    "nickname": "nickname;nick name;nick;alias;apodo;mote;short name;spitzname",
    "phonetic": "phonetic;phonetic name;yomi;yomi name",
    "phonetic given": "phonetic first name;phonetic given name;given name yomi",
    "phonetic middle": "phonetic middle name;additional name yomi",
    "phonetic family": "phonetic last name;phonetic family name;family name yomi",
    "organisation": """organisation;organization;company;company name;organization name;organisation name;employer;
        business;business name;account name;associated company;company account;empresa;nombre de la empresa;compania;
        organizacion;razon social;nombre comercial;firma;unternehmen;societe;entreprise;azienda""",
    "job_title": """job title;jobtitle;job;position;role;occupation;organization title;organisation title;
        organization job title;cargo;puesto;puesto de trabajo;ocupacion;beruf;poste""",
    "title": "title;titulo;titel",
    "department": "department;dept;organization department;organisation department;departamento;abteilung",
    "lifecycle": "lifecycle;lifecycle stage;lifecyclestage;contact stage;etapa del ciclo de vida;ciclo de vida",
    "source": "source;lead source;contact source;original source;origen;fuente;procedencia",
    "referred_by": "referred by;referrer;referral;recommended by;referido por;recomendado por",
    "birthday": """birthday;birth date;birthdate;birth day date;date of birth;dob;bday;cumpleanos;fecha de nacimiento;
        nacimiento;fecha de cumpleanos;geburtstag;geburtsdatum;anniversaire;date de naissance""",
    "birthday year": "birth year;ano de nacimiento",
    "birthday month": "birth month;mes de nacimiento",
    "birthday day": "birth day;dia de nacimiento",
    "language": "language;preferred language;idioma;lengua;sprache",
    "owner": "owner;contact owner;record owner;account owner;assigned to;propietario;responsable;asignado a",
    "cadence": "cadence;keep in touch;contact every;cadencia;frecuencia de contacto",
    "note": """note;notes;comment;comments;remarks;description;additional info;additional information;memo;nota;notas;
        observaciones;observacion;comentario;comentarios;descripcion;notizen;bemerkung;bemerkungen;remarques""",
    "tags": """tag;tags;label;labels;category;categories;group;groups;group membership;list;lists;etiqueta;etiquetas;
        categoria;categorias;grupo;grupos;schlagworter;kategorien""",
    "external_id": "external id;record id;id externo;external_id;vid",
    "kind": "kind;contact kind",
    "date anniversary": "anniversary;wedding anniversary;aniversario;aniversario de boda",
    "date connected-on": "connected on;conectado el",
    "ignore": """photo;photo url;file as;archivar como;initials;iniciales;email display name;internet free busy;
        directory server;organization type;organization symbol""",
}
"""What only one of a contact is written in: the field, and the part of it that a column holds."""
_MANY = {
    "emails value": """email;email address;mail;emailaddress;correo;correo electronico;direccion de correo;
        direccion de correo electronico;email principal;courriel;adresse email""",
    "phones value": """phone;phone number;phonenumber;telephone;telephone number;tel;tel no;telefono;
        numero de telefono;numero telefono;tlf;tfno;tfn;fono;telefon;telefonnummer;telefone""",
    "urls value": """url;website;website url;web site;web page;webpage;web;web address;homepage;url homepage;blog;site;
        sitio web;sitio;pagina web;pagina;direccion web;link;enlace;profile url;webseite;site web""",
    "handles value": "handle;im;instant message;instant messaging;instant messenger;messenger;mensajeria",
    "fields value": "custom field;relation;event;jot;campo personalizado",
    "addresses street": """address;street;street address;street name;address street;address line;addressline;direccion;
        calle;domicilio;direccion postal;postal address;mailing address;strasse;adresse;rue;direccion calle""",
    "addresses extended": "extended address;address extended address;address extended;extended",
    "addresses po_box": "po box;pobox;address po box;apartado;apartado de correos;apartado postal;postfach",
    "addresses city": "city;town;city town;town city;address city;ciudad;localidad;poblacion;municipio;stadt;ort;ville",
    "addresses region": """region;state;state region;state province;province;county;address region;address state;
        estado;provincia;provincia o estado;estado o provincia;comunidad autonoma;bundesland""",
    "addresses postal_code": """postal code;postalcode;postcode;post code;zip;zip code;zipcode;zip postal code;
        address postal code;address zip;codigo postal;cp;c p;plz;postleitzahl;code postal""",
    "addresses country": """country;country region;address country;pais;pais o region;nacion;land;pays""",
    "addresses text": "formatted address;address formatted;full address;direccion completa;ubicacion",
}
"""What a contact may have several of; a label may stand before or after these."""
_HOUSE = {"job_title", "referred_by", "external_id", "postal_code", "po_box"}
_SERVICES = (
    "aim", "discord", "facebook", "github", "gitlab", "icq", "instagram", "jabber", "linkedin", "mastodon", "pinterest",
    "signal", "skype", "telegram", "threads", "tiktok", "twitter", "viber", "wechat", "whatsapp", "xing", "xmpp",
    "youtube",
)  # fmt: skip
_ON_WEB = ("linkedin", "xing", "facebook", "youtube", "pinterest", "github", "gitlab")
"""Services whose columns hold addresses of pages rather than names."""
_AFTER_SERVICE = ("", " url", " profile", " profile url", " handle", " username", " user", " account", " link", " id")
_LABELS = {
    "work": "work business office company trabajo oficina empresa profesional laboral negocio geschaftlich",
    "home": "home personal private particular casa residencia privado privat",
    "mobile": "mobile cell cellular movil celular handy portable iphone",
    "fax": "fax telefax",
    "pager": "pager busca buscapersonas",
    "car": "car coche",
    "radio": "radio",
    "isdn": "isdn rdsi",
    "telex": "telex",
    "tty": "tty tdd ttytdd",
    "callback": "callback",
    "assistant": "assistants assistant asistente ayudante",
    "billing": "billing facturacion",
    "shipping": "shipping delivery envio",
    "main": "main switchboard centralita",
    "other": "other otro otra otros otras",
    "*": "primary preferred principal default",
    "": """icloud secondary alternate alternative additional second secundario alternativo adicional segundo contact
        contacto customer client cliente""",
}
_PHONE_LABELS = ("mobile", "fax", "pager", "car", "radio", "isdn", "telex", "tty", "callback")
_ROLES = {
    "value": "value", "valor": "value", "label": "label", "type": "label", "tipo": "label", "service": "label",
    "servicio": "label", "preferred": "preferred",
}  # fmt: skip
_COUNTED = (["number"], ["numero"], ["no"])
"""What may stand beside a label without saying more: `Mobile Number`."""
_IDLE = frozenset({"de", "del", "la", "el", "los", "las", "of", "the", "y", "o", "and", "or"})


class Named(NamedTuple):
    """What a header tells of its column; a field of "date" is a custom one of that type, named by its part."""

    field: str
    part: str = ""
    number: int = 1
    label: str = ""
    preferred: bool = False


def lookup(header: str) -> Named | None:
    """What a header names, or None; case, accents, signs, numbers and labels are seen through."""
    for spelling in (header, _humps().sub(" ", header)):
        tokens = _tokens(spelling)
        if tokens and (found := _of_tokens(tokens)):
            return found
    return None


def key(header: str) -> str:
    """A header without case, accents, signs and small words: "E-mail 2 Address" is "email 2 address"."""
    return " ".join(_tokens(header))


def _of_tokens(tokens: list[str]) -> Named | None:
    whole = " ".join(tokens)
    if found := _table().get(whole):
        return found
    numbers = [i for i, token in enumerate(tokens) if token.isdecimal() and len(token) < 4]
    if len(numbers) > 1:
        return None
    number, last = 1, False
    if numbers:
        at = numbers[0]
        number, last = int(tokens[at]), at == len(tokens) - 1
        tokens = tokens[:at] + tokens[at + 1 :]
    found = _table().get(" ".join(tokens)) or _with_role(tokens) or _labelled(tokens)
    if found is None or not numbers:
        return found
    if last and found.field == "addresses" and found.part == "street":
        return found._replace(part=("street", "street", "extended", "extended 2")[number]) if number < 4 else None
    return found._replace(number=max(number, 1))


def _with_role(tokens: list[str]) -> Named | None:
    """`E-mail 1 - Value` and `E-mail 1 - Label`, without their number."""
    role = _ROLES.get(tokens[-1]) if len(tokens) > 1 else None
    if role is None:
        return None
    base = _table().get(" ".join(tokens[:-1]))
    if base is None and role == "label" and tokens[:-1] == ["address"]:
        base = Named("addresses")
    if base is None or (base.field != "addresses" and base.part != "value"):
        return None
    if base.field == "addresses" and (role == "value" or tokens[0] not in ("address", "direccion")):
        return None
    return base._replace(part=role)


def _labelled(tokens: list[str]) -> Named | None:
    """`Home Street`, `Teléfono móvil`, `Business Fax`: a thing with labels before or after it."""
    known = _label_words()
    labels = [known[token] for token in tokens if token in known]
    if not labels:
        return None
    thing = [token for token in tokens if token not in known]
    kinds = [label for label in labels if label in _PHONE_LABELS]
    preferred = "*" in labels
    places = [label for label in labels if label not in ("*", "")]
    if kinds and (not thing or thing in _COUNTED or _table().get(" ".join(thing), Named("")).field == "phones"):
        label = kinds[0]
        if label == "fax" and ("home" in places or "other" in places):
            label = "home fax" if "home" in places else "other fax"
        return Named("phones", "value", 1, label, preferred)
    found = _table().get(" ".join(thing))
    if found is None or found.field not in ("emails", "phones", "urls", "addresses") or not found.number:
        return None
    return found._replace(label=found.label or (places[-1] if places else ""), preferred=preferred)


def _tokens(header: str) -> list[str]:
    folded = fold(header).replace("'", "").replace("e-mail", "email").replace("_", " ")
    spaced = _signs().sub(" ", _digits_after_letters().sub(r"\1 \2", folded)).split()
    return [token for token in spaced if token not in _IDLE] or spaced


@cache
def _table() -> dict[str, Named]:
    """Every header without label or number."""
    table: dict[str, Named] = {}
    for entries in (_ONE, _MANY):
        for target, headers in entries.items():
            field, _, part = target.partition(" ")
            for header in (*headers.split(";"), *(part,) * (part in _HOUSE), *(field,) * (field in _HOUSE)):
                label = header if field == "fields" else ""
                table[" ".join(_tokens(header))] = Named(field, part, 1, label)
    for service in _SERVICES:
        field = "urls" if service in _ON_WEB else "handles"
        for after in _AFTER_SERVICE:
            table[service + after] = Named(field, "value", 1, service)
    table["screen name"] = Named("handles", "value", 1, "aim")
    table["home page"] = table["pagina inicio"] = Named("urls", "value")
    table["web page 1"], table["web page 2"] = Named("urls", "value", 1, "work"), Named("urls", "value", 1, "home")
    table["company main phone"] = Named("phones", "value", 1, "main")
    table["location"] = table["ubicacion"] = Named("addresses", "text", 0)
    return table


@cache
def _label_words() -> dict[str, str]:
    return {word: label for label, spellings in _LABELS.items() for word in spellings.split()}


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(r"[\W_]+")


@cache
def _digits_after_letters() -> re.Pattern[str]:
    return re.compile(r"([^\W\d_])(\d+)\b")


@cache
def _humps() -> re.Pattern[str]:
    return re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
