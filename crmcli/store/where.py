"""Query tree -> WHERE and parameters: the only place where a user's words meet SQL."""

from collections.abc import Iterator

from crmcli.core.search.field import Match
from crmcli.core.search.query import And, Node, Not, Or, Scope, Word
from crmcli.core.values.text import words
from crmcli.store.fields.picked import Where
from crmcli.store.fields.source import Among
from crmcli.store.fields.system_fields import NAMED
from crmcli.store.fields.where_fields import ALIASES, LAST_LETTER, TABLES, Midnight, match, phrase, scattered, wanted

_HEAVIEST = 40
"""SQLite up to 3.45 reads at most 100 nested symbols; what is deeper becomes a table expression of its own."""
_HOPS = {
    ("contact", "interaction"): Among(
        "c.id IN (SELECT p.contact_id FROM participant p JOIN interaction i ON i.id = p.interaction_id WHERE {})"
    ),
    ("contact", "task"): Among("c.id IN (SELECT t.contact_id FROM task t WHERE t.contact_id IS NOT NULL AND {})"),
    ("interaction", "contact"): Among(
        "i.id IN (SELECT p.interaction_id FROM participant p JOIN contact c ON c.id = p.contact_id WHERE {})"
    ),
    ("task", "contact"): "(t.contact_id IS NOT NULL AND t.contact_id IN (SELECT c.id FROM contact c WHERE {}))",
    ("contact", "deal"): Among(
        "c.id IN (WITH h(one, other) AS MATERIALIZED (SELECT d.contact_id, d.organisation_id FROM deal d WHERE {}) "
        "SELECT one FROM h WHERE one IS NOT NULL UNION ALL SELECT other FROM h WHERE other IS NOT NULL)"
    ),
    ("deal", "contact"): Among(
        "d.id IN (WITH n(id) AS MATERIALIZED (SELECT c.id FROM contact c WHERE {}) "
        "SELECT h.id FROM n CROSS JOIN deal h ON h.contact_id = n.id "
        "UNION ALL SELECT h.id FROM n CROSS JOIN deal h ON h.organisation_id = n.id)"
    ),
    ("contact", "sale"): Among("c.id IN (SELECT s.contact_id FROM sale s WHERE {})"),
    ("sale", "contact"): "s.contact_id IN (SELECT c.id FROM contact c WHERE {})",
    ("contact", "invoice"): Among("c.id IN (SELECT v.contact_id FROM invoice v WHERE {})"),
    ("invoice", "contact"): "v.contact_id IN (SELECT c.id FROM contact c WHERE {})",
}
"""From a record to those that hang on it; all others meet in the contact."""
_CONTACTS_FOUND = "SELECT rowid FROM contact_search WHERE contact_search MATCH {}"
_ARMS = {
    "interaction": (
        "SELECT s.rowid FROM interaction_search s WHERE interaction_search MATCH {}",
        "SELECT s.rowid FROM interaction_search s JOIN interaction z ON z.id = s.rowid "
        "WHERE interaction_search MATCH {} AND crm_has(z.subject || ' ' || z.text, {})",
        "SELECT p.interaction_id FROM participant p WHERE p.contact_id IN ({})",
    ),
    "task": (
        "SELECT s.rowid FROM task_search s WHERE task_search MATCH {}",
        "SELECT s.rowid FROM task_search s JOIN task z ON z.id = s.rowid "
        "WHERE task_search MATCH {} AND crm_has(z.title || ' ' || z.note, {})",
        "SELECT z.id FROM task z WHERE z.contact_id IN ({})",
    ),
    "deal": (
        "SELECT s.rowid FROM deal_search s WHERE deal_search MATCH {}",
        "SELECT s.rowid FROM deal_search s JOIN deal z ON z.id = s.rowid "
        "WHERE deal_search MATCH {} AND crm_has(z.title || ' ' || z.note, {})",
        "SELECT z.id FROM deal z WHERE z.contact_id IN ({0}) "
        "UNION ALL SELECT z.id FROM deal z WHERE z.organisation_id IN ({0})",
    ),
}
"""Where words are sought: the noun's index, index and text for words side by side, the names of its contacts."""


def condition(tree: Node, noun: str, *, midnight: Midnight) -> Where:
    """The condition of a resolved query; archived and trashed records are left out unless its `is:` asks for them.

    The connection must know the functions of `store.fields.functions`.
    """
    compiler = _Compiler(midnight)
    parts = [*compiler.whole(tree, noun), *_guards(tree, noun)]
    sets = tuple(part.ids for part in parts if isinstance(part, Among))
    rest = " AND ".join(part for part in parts if not isinstance(part, Among))
    return Where(" AND ".join(parts), compiler.parameters, sets, rest or "1")


class _Compiler:
    """Nodes -> SQL that is never null, so that NOT is an exact complement; beside it how deeply it is nested."""

    def __init__(self, midnight: Midnight) -> None:
        self.midnight = midnight
        self.parameters: dict[str, object] = {}
        self.tables: list[str] = []

    def whole(self, tree: Node, noun: str) -> list[str]:
        """The conditions that must all hold."""
        if isinstance(tree, And) and tree.nodes:
            parts = [part for part, _weight in self.parts(tree, noun, negated=False)]
        else:
            sql, _weight = self.node(tree, noun, negated=False)
            parts = [f"({sql})" if isinstance(tree, Or | Not) else sql]
        if not self.tables:
            return parts
        self.hoisted(" AND ".join(parts), noun)
        expressions = ", ".join(self.tables)
        return [Among(f"{ALIASES[noun]}.id IN (WITH {expressions} SELECT id FROM g{len(self.tables)})")]

    def node(self, node: Node, noun: str, *, negated: bool) -> tuple[str, int]:
        if isinstance(node, Not):
            return self.node(node.node, noun, negated=not negated)
        if isinstance(node, And | Or):
            return self.group(node, noun, negated=negated)
        if isinstance(node, Scope):
            sql, weight = self.scope(node, noun)
        elif isinstance(node, Word):
            sql, weight = self.words([node], noun), 20
        elif isinstance(node, Match):
            sql = match(node, self.bind, self.midnight)
            sql, weight = self.hop(sql, 15, noun, node.field.noun)
        else:
            raise TypeError(node)
        return (f"NOT ({sql})", weight + 2) if negated else (sql, weight)

    def group(self, node: And | Or, noun: str, *, negated: bool) -> tuple[str, int]:
        joiner = _joiner(node, negated=negated)
        parts = self.parts(node, noun, negated=negated)
        if not parts:
            return ("1" if joiner == "AND" else "0"), 1
        weight = max(parts[0][1] + 2, *(part[1] + 4 for part in parts[1:])) if len(parts) > 1 else parts[0][1]
        return f" {joiner} ".join(part[0] for part in parts), weight

    def parts(self, node: And | Or, noun: str, *, negated: bool) -> list[tuple[str, int]]:
        """Nested groups of one kind are one group; the deepest comes first, where it costs the parser least."""
        joiner = _joiner(node, negated=negated)
        parts: list[tuple[str, int]] = []
        sought: list[Word] = []
        for child, is_negated in _flat(node, joiner, negated=negated):
            if isinstance(child, Word) and not is_negated and joiner == "AND" and noun == "contact":
                sought.append(child)
                continue
            sql, weight = self.node(child, noun, negated=is_negated)
            if weight > _HEAVIEST:
                sql, weight = self.hoisted(sql, noun)
            parts.append((f"({sql})" if isinstance(child, And | Or) else sql, weight))
        parts.sort(key=_weight, reverse=True)
        if sought:
            parts.insert(0, (self.words(sought, noun), 15))  # of two sets of ids SQLite begins with the first
        return parts

    def scope(self, node: Scope, noun: str) -> tuple[str, int]:
        sql, weight = self.node(node.node, node.noun, negated=False)
        if weight > _HEAVIEST:
            sql, weight = self.hoisted(sql, node.noun)
        return self.hop(f"({sql})", weight, noun, node.noun, guards=_guards(node.node, node.noun))

    def hop(
        self, sql: str, weight: int, noun: str, other: str, guards: tuple[str, ...] | None = None
    ) -> tuple[str, int]:
        """A condition on records of another noun as one on those of this; the trash is left out of what hangs on it."""
        if noun == other:
            return sql, weight
        if (noun, other) not in _HOPS:
            sql, weight = self.hop(sql, weight, "contact", other, guards)
            return self.hop(sql, weight, noun, "contact")
        kept = () if other == "contact" else _TRASH[other] if guards is None else guards
        return _HOPS[noun, other].format(" AND ".join((*kept, sql))), weight + 15

    def hoisted(self, sql: str, noun: str) -> tuple[str, int]:
        """The condition as membership in a table expression."""
        name = f"g{len(self.tables) + 1}"
        alias = ALIASES[noun]
        self.tables.append(f"{name}(id) AS (SELECT {alias}.id FROM {TABLES[noun]} WHERE {sql})")
        return Among(f"{alias}.id IN (SELECT id FROM {name})"), 10

    def words(self, sought: list[Word], noun: str) -> str:
        """Every word in the noun's index; those of interactions and tasks also in the names of their contacts."""
        if noun == "contact":
            asked = " AND ".join(phrase(" ".join(words(word.text)), whole=word.phrase) for word in sought)
            return Among(f"c.id IN ({_CONTACTS_FOUND.format(self.bind(asked))})")
        (word,) = sought
        tokens = " ".join(words(word.text))
        if noun == "change":
            return _JOURNALLED.format(self.bind(wanted(tokens, whole=word.phrase)))
        if noun in _BY_NUMBER:
            return self.numbered(word, tokens, noun)
        by_token, side_by_side, by_name = _ARMS[noun]
        places = [self.bind(scattered(tokens, whole=word.phrase))]
        if " " in tokens:
            places.append(self.bind(wanted(tokens, whole=word.phrase)))
        own = (side_by_side if len(places) > 1 else by_token).format(*places)
        named = _CONTACTS_FOUND.format(self.bind("name : " + phrase(tokens, whole=word.phrase)))
        return Among(f"{ALIASES[noun]}.id IN ({own} UNION ALL {by_name.format(named)})")

    def numbered(self, word: Word, tokens: str, noun: str) -> str:
        """What goes by a number: how that begins, or the name of the customer."""
        begins = word.text.strip().upper()
        table, alias = TABLES[noun], ALIASES[noun]
        named = _CONTACTS_FOUND.format(self.bind("name : " + phrase(tokens, whole=word.phrase)))
        return Among(
            f"{alias}.id IN (SELECT {alias}.id FROM {table} WHERE {alias}.number >= {self.bind(begins)} "
            f"AND {alias}.number < {self.bind(begins + LAST_LETTER)} "
            f"UNION ALL SELECT {alias}.id FROM {table} WHERE {alias}.contact_id IN ({named}))"
        )

    def bind(self, value: object) -> str:
        name = f"w{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"


_TRASH = {noun: (f"{alias}.trashed_at = ''",) for noun, alias in ALIASES.items() if noun != "contact"}
_BY_NUMBER = ("sale", "invoice")
_JOURNALLED = Among(
    "j.id IN (SELECT z.id FROM change_set z WHERE crm_has(z.command || ' ' || z.actor, {0}) "
    f"UNION ALL SELECT x.change_set_id FROM change x WHERE crm_has({NAMED}, {{0}}))"
)
"""Where words of the journal are sought: in the command, in who gave it, in what its records were called."""


def _flat(node: And | Or, joiner: str, *, negated: bool) -> Iterator[tuple[Node, bool]]:
    """The members of a group, and of the groups in it that have the same joiner."""
    for member in node.nodes:
        child, is_negated = member, negated
        while isinstance(child, Not):
            child, is_negated = child.node, not is_negated
        if isinstance(child, And | Or) and _joiner(child, negated=is_negated) == joiner:
            yield from _flat(child, joiner, negated=is_negated)
        else:
            yield child, is_negated


def _joiner(node: And | Or, *, negated: bool) -> str:
    return "AND" if isinstance(node, And) is not negated else "OR"


def _guards(tree: Node, noun: str) -> tuple[str, ...]:
    """What leaves out archived and trashed records, as far as the query does not ask for them."""
    if noun == "change":  # nothing of the journal is hidden
        return ()
    asked = set(_states(tree, noun))
    alias = ALIASES[noun]
    if "all" in asked:
        return ()
    guards = []
    if noun == "contact" and "archived" not in asked:
        guards.append("(c.archived_at = '' OR c.trashed_at <> '')" if "trashed" in asked else "c.archived_at = ''")
    if "trashed" not in asked:
        guards.append(f"{alias}.trashed_at = ''")
    return tuple(guards)


def _states(node: Node, noun: str) -> Iterator[str]:
    """The hidden states of this noun that a query names, outside scopes."""
    if isinstance(node, And | Or):
        for child in node.nodes:
            yield from _states(child, noun)
    elif isinstance(node, Not):
        yield from _states(node.node, noun)
    elif isinstance(node, Match) and node.field.type == "flag" and node.field.noun == noun:
        yield node.field.name


def _weight(part: tuple[str, int]) -> int:
    return part[1]
