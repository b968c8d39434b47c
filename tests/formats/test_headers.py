"""What the columns of a contact file hold is told by their names, by what stands beside them, or by their cells."""

from collections.abc import Mapping, Sequence

import pytest

from crmcli.core.errors import Usage
from crmcli.core.records.words import FieldType
from crmcli.formats.delimited import Row
from crmcli.formats.profiles.layout import Layout, read_layout
from crmcli.formats.profiles.targets import IGNORE, Target, field_name, named, of_header, parse_map


def layout(
    *lines: str,
    header: bool | None = None,
    mapping: Mapping[str, Target] | None = None,
    fields: Sequence[FieldType] = (),
    keep_unknown: bool = False,
) -> Layout:
    rows = [Row(number, line.split(",")) for number, line in enumerate(lines, 1) if line]
    return read_layout(rows, header=header, mapping=mapping, fields=fields, keep_unknown=keep_unknown)


def targets(
    header: str,
    *,
    mapping: Mapping[str, Target] | None = None,
    fields: Sequence[FieldType] = (),
    keep_unknown: bool = False,
) -> list[Target | None]:
    found = layout(header, mapping=mapping, fields=fields, keep_unknown=keep_unknown)
    return [column.target for column in found.columns]


def fields(header: str) -> list[str]:
    return [f"{target.field}/{target.part}".strip("/") if target else "-" for target in targets(header)]


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Name", Target("name")),
        ("  FULL   NAME ", Target("name")),
        ("First Name", Target("given")),
        ("firstName", Target("given")),
        ("first_name", Target("given")),
        ("Nombre de pila", Target("given")),
        ("Apellidos", Target("family")),
        ("APELLIDO", Target("family")),
        ("Segundo apellido", Target("family", "2")),
        ("Empresa", Target("organisation")),
        ("Organization 1 - Name", Target("organisation")),
        ("Razón social", Target("organisation")),
        ("Cargo", Target("job_title")),
        ("Puesto de trabajo", Target("job_title")),
        ("job_title", Target("job_title")),
        ("Organization 1 - Department", Target("department")),
        ("Cumpleaños", Target("birthday")),
        ("Fecha de nacimiento", Target("birthday")),
        ("Birth Year", Target("birthday", "year")),
        ("Aniversario", Target("fields", name="anniversary", type="date")),
        ("Connected On", Target("fields", name="connected-on", type="date")),
        ("Notas", Target("note")),
        ("Etiquetas", Target("tags")),
        ("Categorías", Target("tags")),
        ("Group Membership", Target("tags")),
        ("Lead Source", Target("source")),
        ("Contact owner", Target("owner")),
        ("Lifecycle Stage", Target("lifecycle")),
        ("Record ID", Target("external_id")),
        ("Referred By", Target("referred_by")),
        ("Idioma", Target("language")),
        ("Phonetic Last Name", Target("phonetic", "family")),
        ("Photo", IGNORE),
        ("E-mail", Target("emails", "value")),
        ("E-mail 2 Address", Target("emails", "value", 2)),
        ("email2", Target("emails", "value", 2)),
        ("Correo 2", Target("emails", "value", 2)),
        ("Dirección de correo electrónico", Target("emails", "value")),
        ("E-mail 1 - Value", Target("emails", "value")),
        ("E-mail 2 - Label", Target("emails", "label", 2)),
        ("E-mail 2 - Type", Target("emails", "label", 2)),
        ("Work Email", Target("emails", "value", label="work")),
        ("Email (personal)", Target("emails", "value", label="home")),
        ("Primary Email", Target("emails", "value", preferred=True)),
        ("Teléfono", Target("phones", "value")),
        ("Teléfono móvil", Target("phones", "value", label="mobile")),
        ("Móvil", Target("phones", "value", label="mobile")),
        ("Mobile Number", Target("phones", "value", label="mobile")),
        ("Teléfono del trabajo 2", Target("phones", "value", 2, "work")),
        ("Business Phone", Target("phones", "value", label="work")),
        ("Business Fax", Target("phones", "value", label="fax")),
        ("Home Fax", Target("phones", "value", label="home fax")),
        ("Company Main Phone", Target("phones", "value", label="main")),
        ("Página web", Target("urls", "value")),
        ("LinkedIn URL", Target("urls", "value", label="linkedin")),
        ("Twitter handle", Target("handles", "value", label="twitter")),
        ("WhatsApp", Target("handles", "value", label="whatsapp")),
        ("IM 1 - Service", Target("handles", "label")),
        ("Ciudad", Target("addresses", "city")),
        ("Código postal", Target("addresses", "postal_code")),
        ("ZIP", Target("addresses", "postal_code")),
        ("Calle del trabajo", Target("addresses", "street", label="work")),
        ("Provincia o estado de trabajo", Target("addresses", "region", label="work")),
        ("Business Country/Region", Target("addresses", "country", label="work")),
        ("Otro código postal", Target("addresses", "postal_code", label="other")),
        ("Home Address 2", Target("addresses", "extended", label="home")),
        ("Business Street 3", Target("addresses", "extended 2", label="work")),
        ("Business Address PO Box", Target("addresses", "po_box", label="work")),
        ("Address 2 - Formatted", Target("addresses", "text", 2)),
        ("Address 2 - City", Target("addresses", "city", 2)),
        ("Custom Field 2 - Label", Target("fields", "label", 2, "custom field")),
    ],
)
def test_headers_are_recognised(header: str, target: Target) -> None:
    assert of_header(header) == target


@pytest.mark.parametrize(
    "header", ["Spouse", "Company size", "Office Location", "Custom 1", "Signup Date", "", "x", "1 2"]
)
def test_other_headers_are_not(header: str) -> None:
    assert of_header(header) is None


def test_title_is_a_courtesy_beside_a_job_title_and_a_job_otherwise() -> None:
    assert fields("Title,First Name,Job Title") == ["prefix", "given", "job_title"]
    assert fields("Name,Company,Title") == ["name", "organisation", "job_title"]
    assert fields("Título,Nombre,Apellidos,Puesto") == ["prefix", "given", "family", "job_title"]


def test_a_name_beside_a_family_name_is_a_given_name() -> None:
    assert fields("Nombre,Apellidos") == ["given", "family"]
    assert fields("Name,Surname,Email") == ["given", "family", "emails/value"]
    assert fields("Name,First Name,Last Name") == ["name", "given", "family"]
    assert fields("Nom,Prénom") == ["family", "given"]


def test_a_repeated_way_to_reach_somebody_is_another_one() -> None:
    found = targets("Email,Email,Work Phone,Work Phone,Phone")
    assert [(target.label, target.number) for target in found if target] == [
        ("", 1), ("", 2), ("work", 1), ("work", 2), ("", 1),
    ]  # fmt: skip


def test_a_repeated_single_field_is_kept_as_a_custom_one_and_said() -> None:
    found = layout("Name,Email,Name,Notes,Notes")
    assert [column.title for column in found.columns] == ["Name", "Email", "Name (2)", "Notes", "Notes (2)"]
    assert found.columns[2].target == Target("fields", name="Name 2")
    assert found.columns[4].target == Target("note")
    assert [str(said) for said in found.remarks] == [
        "More than one column is called Name; all of them are kept.",
        "More than one column is called Notes; all of them are kept.",
    ]


def test_a_second_name_for_a_single_field_is_unknown() -> None:
    assert fields("Company,Organization,Email") == ["organisation", "-", "emails/value"]
    assert fields("Organization 1 - Name,Organization 2 - Name,Email") == ["organisation", "-", "emails/value"]


def test_unknown_columns_are_kept_on_request_under_names_that_can_be_searched() -> None:
    header = "Name,Shoe size,Status,Tags (2),,Name 2,a=b"
    assert [target and target.field for target in targets(header)] == ["name", None, None, "tags", None, None, None]
    kept = targets(header, keep_unknown=True)
    assert [target.name for target in kept if target and target.name] == [
        "Shoe size", "Custom Status", "Column 5", "Name 2", "a b",
    ]  # fmt: skip


def test_names_of_kept_columns_are_unlike_each_other() -> None:
    assert [target.name for target in targets("Name,A b,a-b,A_B", keep_unknown=True) if target and target.name] == [
        "A b", "a-b 2", "A_B 3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Signup Date", "Signup Date"),
        ("Tags (2)", "Tags 2"),
        ("Status", "Custom Status"),
        ("2nd line", "Custom 2nd line"),
        ("(=)", "Custom field"),
        ("Größe: cm", "Größe cm"),
    ],
)
def test_titles_become_names_of_fields(title: str, name: str) -> None:
    assert field_name(title) == name


def test_custom_fields_of_the_book_are_recognised() -> None:
    known = [FieldType(name="Shoe size", type="number"), FieldType(name="signup-date", type="date")]
    assert targets("Name,SHOE SIZE,Signup Date", fields=known)[1:] == [
        Target("fields", name="Shoe size", type="number"),
        Target("fields", name="signup-date", type="date"),
    ]


def test_what_the_user_says_comes_first() -> None:
    mapping = parse_map(["Who=name", "Name=ignore", "3=phone:mobile", "extra = field:Shoe size"])
    assert targets("Name,Who,Number,Extra", mapping=mapping) == [
        IGNORE,
        Target("name"),
        Target("phones", "value", label="mobile"),
        Target("fields", name="Shoe size"),
    ]
    assert targets("Name,Who", mapping={"Who": Target("name")}) == [None, Target("name")]


def test_a_column_to_map_must_be_there() -> None:
    with pytest.raises(Usage, match="no column Nope"):
        targets("Name,Email", mapping={"Nope": Target("note")})


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("email", Target("emails", "value")),
        ("email_2", Target("emails", "value", 2)),
        ("phone:Work", Target("phones", "value", label="work")),
        ("Teléfono móvil", Target("phones", "value", label="mobile")),
        ("postal_code", Target("addresses", "postal_code")),
        ("organisation", Target("organisation")),
        ("field:First seen", Target("fields", name="First seen")),
        ("-", IGNORE),
    ],
)
def test_a_field_may_be_named_in_any_way_that_a_header_may(text: str, target: Target) -> None:
    assert named(text) == target


def test_a_wrong_field_is_answered_with_the_nearest() -> None:
    with pytest.raises(Usage, match="no field emial") as refusal:
        parse_map(["Column=emial"])
    assert refusal.value.hint.format(**refusal.value.values) == "Did you mean email?"
    for wrong in ("Column", "=name", "Column=", "Column=name:work", "Column=field:a(b)", "Column=field:"):
        with pytest.raises(Usage):
            parse_map([wrong])


def test_lines_before_the_header_are_passed_over() -> None:
    found = layout("Notes:", "Some words about the export", "", "First Name,Last Name,Email", "Ann,Lee,a@example.com")
    assert found.header_line == 4
    assert [str(said) for said in found.remarks] == ["Lines before the header that were skipped: 3."]
    assert layout("Email", "a@example.com", "b@example.com").header_line == 1


def test_without_a_header_the_cells_tell() -> None:
    found = layout("John Doe,John,Doe,john@example.com,+1 555 0100", "Jane Roe,Jane,Roe,jane@example.com,555 0101 22")
    assert found.header_line == 0
    assert "no header" in str(found.remarks[0])
    assert [column.target and column.target.field for column in found.columns] == [
        "name", "given", "family", "emails", "phones",
    ]  # fmt: skip
    two = layout("Ann,Lee,ann@example.com", "Bob,Ray,bob@example.com")
    assert [column.target and column.target.field for column in two.columns] == ["given", "family", "emails"]
    one = layout("a@example.com,Ann Lee", "b@example.com,Bob Ray")
    assert [column.target and column.target.field for column in one.columns] == ["emails", "name"]


def test_a_header_may_be_denied_or_insisted_on() -> None:
    assert layout("Name,Email", "Ann,a@example.com", header=False).header_line == 0
    assert layout("Ann,a@example.com", "Bob,b@example.com", header=True).header_line == 1
    mapped = layout("Ann,x", "Bob,y", header=False, mapping=parse_map(["1=name", "Column 2=note"]))
    assert [column.target for column in mapped.columns] == [Target("name"), Target("note")]


def test_a_header_in_an_unknown_language_is_a_header() -> None:
    found = layout("Nimi,Sähköposti", "Jukka,jukka@example.com", "Aino,aino@example.com")
    assert found.header_line == 1
    assert [column.target and column.target.field for column in found.columns] == ["name", "emails"]
    assert "No column has a known name" in str(found.remarks[0])


@pytest.mark.parametrize(
    ("header", "program"),
    [
        ("Name,E-mail 1 - Value", "google"),
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", "linkedin"),
        ("First Name,Last Name,E-mail Address,Business Phone", "outlook"),
        ("Display Name,First Name,Last Name,Primary Email", "thunderbird"),
        ("Record ID,First Name,Last Name,Email,Lifecycle Stage", "hubspot"),
        ("id,first_name,middle_name,last_name", "monica"),
        ("uid,kind,name,prefix", "crmcli"),
        ("Name,Email,Phone", ""),
    ],
)
def test_programs_are_known_by_their_headers(header: str, program: str) -> None:
    assert layout(header).program == program


def test_an_empty_file_has_no_columns() -> None:
    assert layout() == Layout()
