"""The first schema."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the first release, from their SQL as it was then."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.removesuffix(";\n").split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    """There is no way back: the copy from before the upgrade is it."""
    raise RuntimeError("Restore the copy from before the upgrade: crm backup restore.")
