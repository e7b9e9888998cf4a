"""Zammad: the tickets of a report, saved from its spreadsheet as CSV, and tickets of the API as JSON lines.

The report's columns: lib/excel_sheet/ticket.rb of zammad/zammad; the API's names:
https://docs.zammad.org/en/latest/api/ticket/index.html (with `expand=true` states and people are names, not numbers).
Times are UTC in the API, of the person's zone in the report.
"""

from deskterm.formats.presets import Preset

PRESET = Preset(
    columns={
        "external_id": "number|#|Number",
        "subject": "title|Title",
        "status": "state|State",
        "priority": "priority|Priority",
        "assignee": "owner|Owner",
        "reporter": "customer|Customer",
        "reporter_organisation": "organization|Organization",
        "channel": "create_article_type|Create Channel",
        "created_at": "created_at|Created At|Created at",
        "closed_at": "close_at|Closed At|Close at",
        "first_response_at": "first_response_at|First Response At|First response at",
        "description": "article|body|note|Note",
        "kind": "type|Type",
    },
    values={
        "status": {
            "new": "new",
            "open": "open",
            "pending reminder": "waiting",
            "pending close": "waiting",
            "closed": "closed",
            "merged": "cancelled",
            "removed": "cancelled",
        },
        "priority": {"1 low": 4, "2 normal": 3, "3 high": 2, "low": 4, "normal": 3, "high": 2},
        "channel": {"email": "mail", "phone": "phone", "web": "web", "note": "web", "chat": "web", "sms": "phone"},
        "assignee": {"-": None},
    },
)
