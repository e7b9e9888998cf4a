"""osTicket: a ticket queue exported as CSV by the agent panel.

The columns: `getExportableFields` in include/class.queue.php of osTicket/osTicket (1.11 and later; older ones call
some of them otherwise, and both are known here); about the export:
https://docs.osticket.com/en/latest/Agent/Tickets/Tickets.html
Dates are in the agent's format and zone, by default `yyyy-mm-dd hh:mm:ss` or the locale's with slashes.
"""

from deskterm.formats.presets import Preset

PRESET = Preset(
    columns={
        "external_id": "Ticket Number",
        "subject": "Subject|Issue Summary",
        "description": "Issue Details|Message",
        "created_at": "Date Created|Date",
        "reporter_name": "From",
        "reporter_email": "From Email",
        "priority": "Priority",
        "category": "Help Topic",
        "channel": "Source",
        "status": "Current Status|Status",
        "closed_at": "Closed Date",
        "assignee": "Agent Assigned|Assigned To",
    },
    values={
        "status": {
            "open": "open",
            "resolved": "resolved",
            "closed": "closed",
            "archived": "closed",
            "deleted": "cancelled",
        },
        "priority": {"emergency": 1, "high": 2, "normal": 3, "low": 4},
        "channel": {"web": "web", "email": "mail", "phone": "phone", "api": "web", "other": "web"},
    },
)
