"""Categories that come from another desk."""

from collections.abc import Mapping
from typing import Any

from deskterm.store.write.intake_insert import columns_of
from deskterm.store.write.writer import Writer


def put_category(writer: Writer, told: Mapping[str, Any], *, replace: bool) -> None:
    """A category with its questions, in the place of one of the same code when it may be replaced."""
    mark = "?" if writer.db.dialect == "sqlite" else "%s"
    run = writer.connection.exec_driver_sql
    code = told["code"]
    known = writer.db.one("SELECT 1 FROM category WHERE code = :code", code=code) is not None
    if known and not replace:
        return
    values = {name: told.get(name) for name in columns_of("category")} | {"active": int(told["active"])}
    if known:
        sets = ", ".join(f"{name} = {mark}" for name in values)
        run(f"UPDATE category SET {sets} WHERE code = {mark}", (*values.values(), code))
        run(f"DELETE FROM category_question WHERE category = {mark}", (code,))
    else:
        run(
            f"INSERT INTO category ({', '.join(values)}) VALUES ({', '.join([mark] * len(values))})",
            tuple(values.values()),
        )
    asked = [(code, question, place, int(bool(must))) for place, (question, must) in enumerate(told["questions"], 1)]
    if asked:
        columns = ", ".join(columns_of("category_question"))
        run(f"INSERT INTO category_question ({columns}) VALUES ({', '.join([mark] * 4)})", asked)
