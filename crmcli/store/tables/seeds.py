"""The rows that a new book begins with: the default pipeline and its six stages."""

PIPELINE = "INSERT INTO pipeline (id, name, folded, position, version) VALUES (1, '', '', 0, 1)"
STAGES = (
    ("first-contact", 5, 30),
    ("lead", 10, 30),
    ("conversation", 20, 21),
    ("needs", 40, 21),
    ("proposal", 60, 14),
    ("won", 100, 0),
)
"""Slug, per cent of the deals expected to be won, and days after which a deal rots."""
STATEMENTS = (
    PIPELINE,
    *(
        "INSERT INTO stage (id, pipeline_id, slug, name, position, probability, rot_days, is_won, criteria, version) "
        f"VALUES ({at}, 1, '{slug}', '', {at}, {probability}, {rot_days}, {int(slug == 'won')}, '', 1)"
        for at, (slug, probability, rot_days) in enumerate(STAGES, 1)
    ),
)
