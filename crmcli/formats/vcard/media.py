"""Pictures, sounds and keys in the form that a version of the standard wants; they are never opened or fetched."""

from crmcli.formats.vcard.properties import Property, head_of

_KINDS = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio", "KEY": "application"}
_SUBTYPES = {"jpg": "jpeg", "x509": "pkix-cert", "pgp": "pgp-keys"}
_TYPES = {"pkix-cert": "X509", "pgp-keys": "PGP"}


def line(said: Property, version: str) -> str:
    """The line of a picture, sound or key in a version: data in a URI in 4.0, after ENCODING=b in 3.0."""
    if version == "4.0":
        return _as_uri(said)
    value = said.value.replace("\\,", ",").replace("\\;", ";")
    if value[:5].lower() != "data:" or ";base64," not in value[:200].lower():
        return said.line
    mime, _, data = value[5:].partition(",")
    subtype = mime.partition(";")[0].partition("/")[2].lower()
    params = [("ENCODING", "b")]
    if subtype:
        params.append(("TYPE", _TYPES.get(subtype, subtype.upper())))
    params += [(key, word) for key, word in said.params if key not in ("ENCODING", "TYPE", "VALUE", "MEDIATYPE")]
    return f"{head_of(said.name, tuple(params), said.group)}:{data}"


def _as_uri(said: Property) -> str:
    if said.param("ENCODING").upper() not in ("B", "BASE64"):
        return said.line
    subtype = (said.types or ("octet-stream",))[0].rpartition("/")[2]
    if subtype == "pref":
        subtype = "octet-stream"
    kind = _KINDS[said.name] if subtype != "octet-stream" else "application"
    params = tuple((key, word) for key, word in said.params if key not in ("ENCODING", "TYPE", "VALUE"))
    data = "".join(said.value.split())
    return f"{head_of(said.name, params, said.group)}:data:{kind}/{_SUBTYPES.get(subtype, subtype)};base64,{data}"
