"""ServiceNow: an incident list exported as CSV, whose headers are field names and whose cells are display values.

https://www.servicenow.com/docs/r/platform-administration/table-administration-and-data-management/default-values-headers-values.html
Spreadsheet exports bear the labels instead; both are known here. States and hold reasons:
https://www.servicenow.com/docs/r/it-service-management/incident-management/c_IncidentManagementStateModel.html
Dates are `yyyy-MM-dd HH:mm:ss` in the zone of the person who exported them.
"""

from deskterm.formats.presets import Preset

PRESET = Preset(
    columns={
        "external_id": "number|Number|sys_id",
        "subject": "short_description|Short description",
        "description": "description|Description",
        "status": "state|State|incident_state|Incident state",
        "wait_reason": "hold_reason|On hold reason",
        "impact": "impact|Impact",
        "urgency": "urgency|Urgency",
        "priority": "priority|Priority",
        "category": "category|Category",
        "subcategory": "subcategory|Subcategory",
        "channel": "contact_type|Channel|Contact type",
        "reporter": "caller_id|Caller",
        "reporter_email": "caller_id.email",
        "reporter_phone": "caller_id.phone|caller_id.mobile_phone",
        "reporter_organisation": "company|Company",
        "assignee": "assigned_to|Assigned to",
        "service": "business_service|Service",
        "software": "cmdb_ci|Configuration item",
        "place": "location|Location",
        "created_at": "opened_at|Opened|sys_created_on|Created",
        "resolved_at": "resolved_at|Resolved",
        "closed_at": "closed_at|Closed",
        "resolution_code": "close_code|Resolution code|Close code",
        "solution": "close_notes|Resolution notes|Close notes",
        "cause": "cause|Probable cause",
    },
    values={
        "status": {"1": "new", "2": "in_progress", "3": "waiting", "6": "resolved", "7": "closed", "8": "cancelled"},
        "priority": {"5": 4, "5 - planning": 4},
        "channel": {"virtual agent": "web", "chat": "web", "self-service": "web", "event management": "monitoring"},
        "resolution_code": {
            "solved (permanently)": "fixed",
            "solved (work around)": "workaround",
            "solved remotely (permanently)": "fixed",
            "solved remotely (work around)": "workaround",
            "not solved (not reproducible)": "not_reproducible",
            "not solved (too costly)": "declined",
            "closed/resolved by caller": "advised",
            "resolved by caller": "advised",
            "resolved by request": "fulfilled",
            "resolved by change": "fixed",
            "resolved by problem": "fixed",
            "solution provided": "fixed",
            "workaround provided": "workaround",
            "user error": "advised",
            "no resolution provided": "no_fault",
            "known error": "workaround",
            "duplicate": "duplicate",
        },
    },
)
