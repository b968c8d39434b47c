"""Names on one line and in parts."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.values.names import display, initials, sort_key, split


@pytest.mark.parametrize(
    ("full", "given_name", "family", "letters"),
    [
        ("Ana García López", "Ana", "García López", "AG"),
        ("García López, Ana", "Ana", "García López", "AG"),
        ("Ana", "Ana", "", "A"),
        ("José Luis Rodríguez Zapatero", "José Luis", "Rodríguez Zapatero", "JR"),
        ("Juan Carlos Pérez", "Juan Carlos", "Pérez", "JP"),
        ("Mary Jane Watson", "Mary Jane", "Watson", "MW"),
        ("John F. Kennedy", "John F.", "Kennedy", "JK"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven", "LB"),
        ("Anna Maria van der Berg", "Anna Maria", "van der Berg", "AB"),
        ("Juan de la Cruz", "Juan", "de la Cruz", "JC"),
        ("María del Carmen López", "María del Carmen", "López", "ML"),
        ("Ana García de la Torre", "Ana", "García de la Torre", "AG"),
        ("María José Fernández de Córdoba", "María José", "Fernández de Córdoba", "MF"),
        ("Maria Clara dos Santos", "Maria Clara", "dos Santos", "MS"),
        ("José Ortega y Gasset", "José", "Ortega y Gasset", "JO"),
        ("Dr. Ana López", "Dr. Ana", "López", "AL"),
        ("Ana López, PhD", "Ana", "López, PhD", "AL"),
        ("Sammy Davis Jr.", "Sammy", "Davis Jr.", "SD"),
        ("田中 太郎", "太郎", "田中", "田太"),
        ("王小明", "王小明", "", "王"),
        ("López,", "", "López", "L"),
        ("  ", "", "", ""),
    ],
)
def test_a_name_is_taken_apart(full: str, given_name: str, family: str, letters: str) -> None:
    assert split(full) == (given_name, family)
    assert initials(full) == letters


@given(st.text())
def test_no_part_of_a_name_is_lost(full: str) -> None:
    given_name, family = split(full)
    kept = "".join(sorted((given_name + family).replace(",", "").replace(" ", "")))
    assert kept == "".join(sorted("".join(full.replace(",", " ").split())))
    assert len(initials(full)) <= 6  # one capital may be several letters: ﬃ


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


def test_names_are_ordered_without_accents() -> None:
    assert sorted(["Óscar", "Zoe", "ana", "Ángel"], key=sort_key) == ["ana", "Ángel", "Óscar", "Zoe"]
