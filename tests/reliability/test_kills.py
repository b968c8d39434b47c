"""Programs killed in the middle of their work: the file is whole, nothing acknowledged is lost, nothing half there."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

from tests.thorough import HEAVY

KILLS = 1000 if HEAVY else 200
SEED = int(os.environ.get("CRM_SEED", "0")) or random.randrange(1, 2**32)


def test_two_hundred_kills(environ: dict[str, str], tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    print(f"CRM_SEED={SEED}")
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.killing", str(KILLS), str(SEED), files],
        cwd=Path(__file__).parents[2], env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    print(report)
    assert report["kills"] >= KILLS
    assert report["inside"] >= KILLS // 2, "kills landed between BEGIN and COMMIT"
    assert report["acknowledged"] > KILLS // 40, "the writers worked"
    assert report["begun"] > report["acknowledged"], "the killed commands did not end"
    assert report["problems"] == []
