"""A CardDAV server takes each card that we write: Radicale, on loopback, by PUT."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

Crm = Callable[..., Any]
BOOK = "/ana/people/"
MKCOL = (
    '<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/>'
    "<C:addressbook/></resourcetype></prop></set></mkcol>"
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[HTTPConnection]:
    pytest.importorskip("radicale", reason="Radicale is not installed: pip install radicale")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "radicale.conf").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[storage]\nfilesystem_folder = {tmp_path / 'dav'}\n"
    )
    with subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", str(tmp_path / "radicale.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        for _time in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        yield connection
        connection.close()
        running.terminate()


def asked(server: HTTPConnection, method: str, path: str, body: str = "") -> tuple[int, str]:
    server.request(method, path, body.encode(), {"Content-Type": "text/vcard; charset=utf-8"})
    answer = server.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_each_card_is_taken(crm: Crm, server: HTTPConnection, tmp_path: Path, version: str) -> None:
    crm("demo", "--path", tmp_path / "demo.db")
    crm(
        "--db", tmp_path / "demo.db", "contact", "add", "D'Ávila; Ño, 田中 🚀", "-e", "tést@x.example", "-t", "a;b",
        "--note", "one\ntwo\\n" + "long " * 40, "--birthday", "29 Feb",
    )  # fmt: skip
    cards = crm("--db", tmp_path / "demo.db", "export", "contacts", "is:all", "--vcard-version", version).out
    each = re.findall(r"BEGIN:VCARD\r\n.*?END:VCARD\r\n", cards, re.DOTALL)
    assert len(each) > 50
    assert asked(server, "MKCOL", "/ana/")[0] == 201
    assert asked(server, "MKCOL", BOOK, MKCOL)[0] == 201
    for number, card in enumerate(each):
        status, told = asked(server, "PUT", f"{BOOK}{number}.vcf", card)
        assert status == 201, (told, card)
        status, kept = asked(server, "GET", f"{BOOK}{number}.vcf")
        assert status == 200
        for name in ("FN", "N", "UID"):
            assert said(card, name) == said(kept, name)


def said(card: str, name: str) -> list[str]:
    """What the lines of a name hold, unfolded; whether a semicolon is escaped is the writer's taste."""
    lines = card.replace("\r\n ", "").replace("\n ", "").splitlines()
    return [line.partition(":")[2].replace("\\;", ";") for line in lines if re.match(rf"{name}[;:]", line)]
