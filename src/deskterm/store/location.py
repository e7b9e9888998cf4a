"""Where a desk lives: a file, or a database on a PostgreSQL server."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Location:
    """A desk's place. Exactly one of `file` and `url` is set; neither `str()` nor `repr()` shows a password."""

    file: Path | None = None
    database: str | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, text: str) -> "Location":
        """A path, `sqlite:///path` or `postgresql://...`. ValueError: anything else, or nothing."""
        scheme, found, rest = text.partition("://")
        if not text.strip():
            raise ValueError("an empty location")
        if not found:
            return cls(file=Path(os.path.abspath(os.path.expanduser(text))))
        if scheme == "sqlite":
            path = unquote(rest.removeprefix("/"))
            if not rest.startswith("/") or not path:
                raise ValueError(f"{text[:60]}: sqlite:///relative/path or sqlite:////absolute/path")
            return cls(file=Path(os.path.abspath(os.path.expanduser(path))))
        if scheme in POSTGRESQL:
            return cls(database=f"postgresql://{rest}")
        raise ValueError(f"{scheme}: neither sqlite nor postgresql")

    @property
    def is_file(self) -> bool:
        """Is the desk a file of its own?"""
        return self.file is not None

    @property
    def path(self) -> Path:
        """The file. ValueError on a server's database."""
        if self.file is None:
            raise ValueError(f"{self} is not a file")
        return self.file

    @property
    def url(self) -> str:
        """The database's address with everything needed to connect; never to be shown."""
        return self.database if self.database is not None else f"sqlite:///{self.file}"

    def __str__(self) -> str:
        if self.database is None:
            return str(self.file)
        try:
            parts = urlsplit(self.database)
        except ValueError:
            # where the password is can't be told
            return "postgresql://"
        if parts.password is None:
            return self.database
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{parts.username}@{host}"))
