"""The store: all SQL of the desk. Reading is plain DB-API; writing goes through one place, imported when it is used."""
