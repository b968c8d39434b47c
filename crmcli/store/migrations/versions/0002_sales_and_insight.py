"""Sales, money promised, segments and goals; conversations and tasks may belong to a deal."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
_DEAL = "deal_id INTEGER CONSTRAINT {} REFERENCES deal (id)"
NEW_COLUMNS = (
    "ALTER TABLE interaction ADD COLUMN " + _DEAL.format("fk_interaction_deal_id"),
    "ALTER TABLE interaction ADD COLUMN travel_minor INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE interaction ADD COLUMN materials_minor INTEGER DEFAULT '0' NOT NULL",
    "CREATE INDEX ix_interaction_by_deal ON interaction (deal_id) WHERE deal_id IS NOT NULL",
    "ALTER TABLE task ADD COLUMN " + _DEAL.format("fk_task_deal_id"),
    "CREATE INDEX ix_task_by_deal ON task (deal_id) WHERE deal_id IS NOT NULL",
)
"""Added at the end: a table that is made again would lose what its numbers are counted by."""


def upgrade() -> None:
    """Make the new tables from their SQL as it was then, and give the old ones their new columns."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.removesuffix(";\n").split(";\n"):
        op.execute(statement)
    for statement in NEW_COLUMNS:
        op.execute(statement)


def downgrade() -> None:
    """There is no way back: the copy from before the upgrade is it."""
    raise RuntimeError("Restore the copy from before the upgrade: crm backup restore.")
