"""How a database means to answer a query, by its own EXPLAIN: which indexes it takes, and what it reads whole."""

import json
import re
from dataclasses import dataclass, field

from django.db import connection


@dataclass
class Plan:
    """Of one query: names of the indexes it asks for something, and of the tables that it reads from end to end."""

    sql: str
    indexes: set[str] = field(default_factory=set)
    scanned: set[str] = field(default_factory=set)


def plan_of(sql: str) -> Plan:
    """What the database says about a SELECT as Django has logged it."""
    plan = Plan(sql)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            for _, _, _, line in cursor.fetchall():
                _read_line(line, plan)
        else:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
            (found,) = cursor.fetchone()
            _read_node((json.loads(found) if isinstance(found, str) else found)[0]["Plan"], plan)
    return plan


def _read_line(line: str, plan: Plan) -> None:
    if match := re.match(r"SCAN (\w+)(?! VIRTUAL TABLE)", line):
        plan.scanned.add(_table(match[1], plan.sql))
    if match := re.search(r"^SEARCH .* INDEX (\w+) \(", line):
        plan.indexes.add(match[1])


def _table(name: str, sql: str) -> str:
    """The table behind an alias."""
    match = re.search(rf'"(\w+)" {name}\b', sql)
    return match[1] if match else name


def _read_node(node: dict, plan: Plan) -> None:
    if "Index Name" in node and "Index Cond" in node:
        plan.indexes.add(node["Index Name"])
    elif "Relation Name" in node and node["Node Type"] != "Bitmap Heap Scan":
        plan.scanned.add(node["Relation Name"])
    for inner in node.get("Plans", ()):
        _read_node(inner, plan)
