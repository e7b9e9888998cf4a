"""Schema 6: the record of a breach of personal data, and an index of what falls due.

Tickets get when the authority and the people concerned were told or it was decided otherwise, and what the record of a
breach holds. The counts of
what falls due read the new index alone.
"""

from alembic.operations import Operations

from deskterm.store.migrations.steps import step_0002, step_0005

COLUMNS = {
    "reported_at": "BIGINT",
    "report_reference": "TEXT",
    "report_waived_at": "BIGINT",
    "subjects_owed_at": "BIGINT",
    "subjects_at": "BIGINT",
    "people_concerned": "BIGINT",
    "records_concerned": "BIGINT",
    "breach_nature": "TEXT",
    "data_concerned": "TEXT",
    "consequences": "TEXT",
    "remedies": "TEXT",
}
CHECKS = {
    "people_concerned_range": "people_concerned BETWEEN 0 AND 1000000000000",
    "records_concerned_range": "records_concerned BETWEEN 0 AND 1000000000000",
    "report_reference_length": "length(report_reference) BETWEEN 1 AND 250",
    "breach_nature_length": "length(breach_nature) BETWEEN 1 AND 100000",
    "data_concerned_length": "length(data_concerned) BETWEEN 1 AND 100000",
    "consequences_length": "length(consequences) BETWEEN 1 AND 100000",
    "remedies_length": "length(remedies) BETWEEN 1 AND 100000",
}
AFTER = {
    "people_concerned_range": "ck_ticket_imported_flag CHECK (imported IN (0, 1))",
    "records_concerned_range": f"ck_ticket_people_concerned_range CHECK ({CHECKS['people_concerned_range']})",
    "report_reference_length": f"ck_ticket_item_length CHECK ({step_0005.CHECKS['item_length']})",
    "breach_nature_length": f"ck_ticket_terms_length CHECK ({step_0005.CHECKS['terms_length']})",
    "data_concerned_length": f"ck_ticket_breach_nature_length CHECK ({CHECKS['breach_nature_length']})",
    "consequences_length": f"ck_ticket_data_concerned_length CHECK ({CHECKS['data_concerned_length']})",
    "remedies_length": f"ck_ticket_consequences_length CHECK ({CHECKS['consequences_length']})",
}
"""Behind which condition each of them stands in a file."""
DUE = f"CREATE INDEX ix_ticket_due ON ticket (line, due_sort, id, wake_at) WHERE {step_0002.LIVE}"


def change(operations: Operations) -> None:
    """From schema 5 to 6."""
    file = operations.get_bind().dialect.name == "sqlite"
    for statement in (*(rebuilt() if file else altered()), DUE):
        operations.get_bind().exec_driver_sql(statement)


def ticket_table() -> str:
    """A file's table of tickets: that of schema 5 with what is new."""
    columns = ",\n    ".join(("aware_at BIGINT", *(f"{name} {kind}" for name, kind in COLUMNS.items())))
    table = step_0005.ticket_table().replace("ticket_5 (", "ticket_6 (").replace("aware_at BIGINT", columns, 1)
    for name, place in AFTER.items():
        assert place in table, place
        table = table.replace(place, f"{place},\n    CONSTRAINT ck_ticket_{name} CHECK ({CHECKS[name]})")
    return table


def rebuilt() -> list[str]:
    """A file's table of tickets, made anew; dropping it drops its indexes with it."""
    kept = f"{step_0002.KEPT.rstrip()}, imported, {', '.join(step_0005.COLUMNS)}"
    return [
        ticket_table(),
        f"INSERT INTO ticket_6 ({kept}) SELECT {kept} FROM ticket ORDER BY id",
        "DROP TABLE ticket",
        "ALTER TABLE ticket_6 RENAME TO ticket",
        *step_0002.INDEXES,
        step_0005.ALARM,
    ]


def altered() -> list[str]:
    """A server's table, changed where it stands."""
    return [
        *(f"ALTER TABLE ticket ADD COLUMN {name} {kind}" for name, kind in COLUMNS.items()),
        *(f"ALTER TABLE ticket ADD CONSTRAINT ck_ticket_{name} CHECK ({said})" for name, said in CHECKS.items()),
    ]
