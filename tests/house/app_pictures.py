"""The pictures of the app: `python -m tests.house.app_pictures` takes them of the sample business, as SVG."""

import asyncio
import os
import re
import tempfile
from pathlib import Path

from crmcli.tui.app import CrmApp
from tests.house.consoles import NOW, REPOSITORY, sample_in
from tests.house.screenshots import TEXT, apart

FOLDER = REPOSITORY / "docs" / "images"
SIZE = (100, 30)
SIZES = {"app-funnel": (120, 36)}
"""Those that are larger."""
PICTURES: dict[str, tuple[str, ...]] = {
    "app-today": ("today",),
    "app-contacts": ("contacts", "down", "down", "down", "down"),
    "app-agenda": ("agenda", "v"),
    "app-funnel": ("funnel", "right", "down"),
    "app-insight": ("insight", "right", "down"),
}
"""The name of each picture: the screen, and the keys pressed there."""
_FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"


async def taken(environ: dict[str, str], page: str, *keys: str, size: tuple[int, int] = SIZE) -> str:
    """The SVG of a screen after some keys, fetching nothing from anywhere."""
    app = CrmApp(environ, {}, page)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.6)
        await pilot.press(*keys)
        await pilot.pause(0.6)
        drawn = app.export_screenshot(title="crm")
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"\s*<!--.*?-->", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"font-family: [^;]*;", f"font-family: {_FONT};", drawn)
    drawn = re.sub(r"<!--.*?-->\s*", "", drawn, flags=re.DOTALL)
    drawn = TEXT.sub(apart, drawn)
    drawn = re.sub(r"terminal-\d+", "crm-app", drawn)
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(exist_ok=True)
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as folder:
        sample = sample_in(Path(folder, "sample"))
        for name, (page, *keys) in PICTURES.items():
            environ = {
                "CRM_HOME": folder, "CRM_DB": str(sample), "CRM_NOW": NOW, "CRM_ZONE": "Europe/Madrid",
                "CRM_COUNTRY": "ES", "CRM_CURRENCY": "EUR", "CRM_THEME": "dark", "LANG": "C.UTF-8",
            }  # fmt: skip
            (FOLDER / f"{name}.svg").write_text(
                asyncio.run(taken(environ, page, *keys, size=SIZES.get(name, SIZE))), encoding="utf-8"
            )
            print(f"docs/images/{name}.svg")


if __name__ == "__main__":
    main()
