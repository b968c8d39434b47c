"""${message}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a book of schema ${int(down_revision) if down_revision else 0} to schema ${int(up_revision)}."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """There is no way back: the copy from before the upgrade is it."""
    raise RuntimeError("Restore the copy from before the upgrade: crm backup restore.")
