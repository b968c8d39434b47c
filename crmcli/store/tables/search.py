"""The full-text indexes, which SQLModel cannot declare."""

CONTACT_SEARCH = (
    "CREATE VIRTUAL TABLE contact_search USING fts5("
    "name, points, words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
)
_CONTENTLESS = (
    "body, content = '', detail = 'none', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
)
INTERACTION_SEARCH = "CREATE VIRTUAL TABLE interaction_search USING fts5(" + _CONTENTLESS
TASK_SEARCH = "CREATE VIRTUAL TABLE task_search USING fts5(" + _CONTENTLESS
DEAL_SEARCH = "CREATE VIRTUAL TABLE deal_search USING fts5(" + _CONTENTLESS
STATEMENTS = (CONTACT_SEARCH, INTERACTION_SEARCH, TASK_SEARCH, DEAL_SEARCH)
