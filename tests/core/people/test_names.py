"""Names on one line and in parts."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.values.names import display, split


@pytest.mark.parametrize(
    ("full", "given_name", "family"),
    [
        ("Ana García López", "Ana", "García López"),
        ("García López, Ana", "Ana", "García López"),
        ("Ana", "Ana", ""),
        ("José Luis Rodríguez Zapatero", "José Luis", "Rodríguez Zapatero"),
        ("Juan Carlos Pérez", "Juan Carlos", "Pérez"),
        ("Mary Jane Watson", "Mary Jane", "Watson"),
        ("John F. Kennedy", "John F.", "Kennedy"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Anna Maria van der Berg", "Anna Maria", "van der Berg"),
        ("Juan de la Cruz", "Juan", "de la Cruz"),
        ("María del Carmen López", "María del Carmen", "López"),
        ("Ana García de la Torre", "Ana", "García de la Torre"),
        ("María José Fernández de Córdoba", "María José", "Fernández de Córdoba"),
        ("Maria Clara dos Santos", "Maria Clara", "dos Santos"),
        ("José Ortega y Gasset", "José", "Ortega y Gasset"),
        ("Dr. Ana López", "Dr. Ana", "López"),
        ("Ana López, PhD", "Ana", "López, PhD"),
        ("Sammy Davis Jr.", "Sammy", "Davis Jr."),
        ("田中 太郎", "太郎", "田中"),
        ("王小明", "王小明", ""),
        ("López,", "", "López"),
        ("  ", "", ""),
    ],
)
def test_a_name_is_taken_apart(full: str, given_name: str, family: str) -> None:
    assert split(full) == (given_name, family)


@given(st.text())
def test_no_part_of_a_name_is_lost(full: str) -> None:
    given_name, family = split(full)
    kept = "".join(sorted((given_name + family).replace(",", "").replace(" ", "")))
    assert kept == "".join(sorted("".join(full.replace(",", " ").split())))


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({"given": "Ana", "family": "Núñez"}, "Ana Núñez"),
        (
            {"given": "Ana", "middle": "María", "family": "Núñez", "prefix": "Dr.", "suffix": "PhD"},
            "Dr. Ana María Núñez PhD",
        ),
        ({"given": " Ana ", "family": ""}, "Ana"),
        ({"given": "太郎", "family": "田中"}, "田中太郎"),
        ({"given": "小明", "family": "王", "suffix": "先生"}, "王小明先生"),
        ({"given": "민수", "family": "김"}, "김민수"),
        ({"given": "マイケル", "family": "ジャクソン"}, "マイケル ジャクソン"),
        ({"given": "Taro", "family": "田中"}, "Taro 田中"),
        ({"nickname": "Ani"}, "Ani"),
        ({}, ""),
    ],
)
def test_a_name_is_put_together(parts: dict[str, str], shown: str) -> None:
    assert display(**parts) == shown


def test_names_of_people_come_together_again(corpora: Path) -> None:
    with (corpora / "fakedata" / "people_2000.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            name = display(row["given"], "", row["family"])
            assert display(*(split(name).given, "", split(name).family)) == name
