"""Jira: "Export CSV (all fields)" and "(current fields)" of the issue navigator, Jira Service Management included.

Columns bear the fields' display names; a field with several values repeats its column, one value each. A cell of
`Comment` reads `when;author;text`. Dates follow the instance's format, by default `dd/MMM/yy h:mm a`.
https://support.atlassian.com/jira-software-cloud/docs/export-issues/ and, for the form of comments and dates,
https://confluence.atlassian.com/adminjiraserver/importing-data-from-csv-938847533.html
"""

from deskterm.formats.presets import Preset

PRESET = Preset(
    columns={
        "external_id": "Issue key|Key",
        "subject": "Summary",
        "description": "Description",
        "kind": "Issue Type|Issue type|Work type",
        "status": "Status",
        "priority": "Priority",
        "resolution_code": "Resolution",
        "assignee": "Assignee",
        "reporter": "Reporter",
        "created_at": "Created",
        "resolved_at": "Resolved|Resolution date",
        "impact": "Custom field (Impact)",
        "urgency": "Custom field (Urgency)",
        "reporter_organisation": "Custom field (Organizations)",
        "software": "Component/s|Components",
        "software_version": "Affects Version/s|Affects versions",
        "comments": "Comment|Comments",
    },
    values={
        "kind": {
            "[system] incident": "incident",
            "[system] problem": "incident",
            "[system] service request": "request",
            "[system] service request with approvals": "request",
            "[system] change": "request",
            "epic": "request",
            "subtask": "request",
        },
        "status": {
            "waiting for support": "open",
            "waiting for customer": "waiting",
            "waiting for approval": "waiting",
            "escalated": "in_progress",
            "selected for development": "open",
            "under review": "in_progress",
            "under investigation": "in_progress",
        },
        "priority": {"highest": 1, "high": 2, "medium": 3, "low": 4, "lowest": 4},
        "resolution_code": {"unresolved": None, "done": "fixed", "known error": "workaround"},
    },
    repeated=frozenset(
        {
            "Comment",
            "Comments",
            "Attachment",
            "Labels",
            "Watchers",
            "Watchers Id",
            "Component/s",
            "Components",
            "Affects Version/s",
            "Affects versions",
            "Fix Version/s",
            "Fix versions",
            "Log Work",
            "Sprint",
            "Custom field (Organizations)",
        }
    ),
)
