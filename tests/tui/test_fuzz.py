"""Random keys on the sample business: nothing breaks. `python -m tests.tui.fuzzing SEED COUNT` presses more."""

import asyncio
import os
import random
from pathlib import Path

import pytest

from tests.tui.fuzzing import pressed

SEED = int(os.environ.get("CRM_FUZZ", "20261122"))


@pytest.mark.parametrize("part", range(3))
def test_random_keys_break_nothing(
    part: int, sample: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    print(f"CRM_FUZZ={SEED}, part {part}")
    size = random.Random(SEED + part).choice(((80, 24), (120, 40)))
    fuzzer = asyncio.run(pressed(environ, SEED + part, 100, size))
    assert len(fuzzer.pressed) >= 100
