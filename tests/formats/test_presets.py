"""Exports of other service desks, as their documentation shows the columns."""

import pytest

from deskterm.formats.columns import FIELDS
from deskterm.formats.presets import NAMES, preset
from deskterm.workflow.values import Reporter
from tests.formats.reads import taken

DESK = {"agents": frozenset({"anna"}), "categories": frozenset({"network/vpn", "network"})}


@pytest.mark.parametrize("name", NAMES)
def test_presets_speak_of_fields(name):
    """Every column goes to a field that there is, and every field's values can be said."""
    found = preset(name)
    assert set(found.columns) <= FIELDS
    assert set(found.values) <= set(found.columns)


def test_jira():
    """Repeated columns, comments with date and author, dates in Jira's own form."""
    (row,) = taken(
        "Summary,Issue key,Issue id,Issue Type,Status,Priority,Resolution,Assignee,Reporter,Created,Resolved,"
        "Labels,Labels,Description,Comment,Comment\n"
        '"VPN down",ITSM-7,10007,[System] Incident,Done,Highest,Done,anna,bob,12/Mar/24 2:05 PM,13/Mar/24 9:00 AM,'
        'x,y,"It is\ndown",12/Mar/24 3:00 PM;anna;"looking; wait",\n',
        preset="jira",
        **DESK,
    )
    assert row.key == "ITSM-7"
    assert row.fields == {
        "subject": "VPN down",
        "kind": "incident",
        "status": "resolved",
        "priority": 1,
        "resolution_code": "fixed",
        "assignee": "anna",
        "description": "It is\ndown",
        "created_at": 1710252300000000,
        "resolved_at": 1710320400000000,
    }
    assert row.reporter == Reporter(name="bob")
    assert [(note.author, note.at, note.body) for note in row.notes] == [("anna", 1710255600000000, '"looking; wait"')]


def test_servicenow():
    """Field names or labels, states by word or by number, the category in two columns."""
    text = (
        "number,short_description,caller_id,state,impact,urgency,priority,assignment_group,assigned_to,opened_at,"
        "resolved_at,closed_at,close_code,close_notes,category,subcategory,sys_id\n"
        "INC0010001,VPN,Abel Tuter,Closed,2 - Medium,1 - High,2 - High,Network,Zoe Z,2024-03-12 14:05:00,"
        "2024-03-12 15:00:00,2024-03-13 15:00:00,Solved (Permanently),restarted,Network,VPN,abc\n"
        "INC0010002,Plan,Abel Tuter,2,3 - Low,3 - Low,5 - Planning,,,2024-03-12 14:05:00,,,,,Inquiry,,abd\n"
    )
    one, two = taken(text, preset="servicenow", **DESK)
    assert (one.key, one.fields["status"], one.fields["category"]) == ("INC0010001", "closed", "network/vpn")
    assert (one.fields["resolution_code"], one.fields["solution"]) == ("fixed", "restarted")
    assert (one.fields["impact"], one.fields["urgency"], one.fields["priority"]) == (2, 1, 2)
    assert (one.reporter, one.fields["assignee"]) == (Reporter(name="Abel Tuter"), "Zoe Z")
    assert (two.fields["status"], two.fields["priority"], two.fields["category"]) == ("in_progress", 4, "Inquiry")
    (labelled,) = taken(
        "Number,Short description,State,Opened\nINC1,x,On Hold,2024-03-12 14:05:00\n", preset="servicenow"
    )
    assert (labelled.key, labelled.fields["status"]) == ("INC1", "waiting")


def test_zammad():
    """The report's columns and the API's names; a priority's number counts the other way round."""
    (row,) = taken(
        "#,Title,State,Priority,Group,Owner,Customer,Organization,Create Channel,Created At,Closed At\n"
        "22002,Order,pending reminder,3 high,Users,-,Nicole Braun,Zammad Foundation,email,2021-05-03T10:57:17.904Z,\n",
        preset="zammad",
    )
    assert (row.key, row.fields["status"], row.fields["priority"]) == ("22002", "waiting", 2)
    assert row.reporter == Reporter(name="Nicole Braun", organisation="Zammad Foundation")
    assert "assignee" not in row.fields
    (row,) = taken(
        '{"number": "22001", "title": "Welcome", "state": "merged", "priority": "1 low", "note": null, '
        '"preferences": {}, "created_at": "2021-11-03T11:51:13.759Z"}\n',
        preset="zammad",
    )
    assert (row.key, row.fields["status"], row.fields["priority"]) == ("22001", "cancelled", 4)


def test_osticket():
    """The queue's columns, with the mail address beside the name."""
    (row,) = taken(
        "Ticket Number,Date Created,Subject,From,From Email,Priority,Department,Help Topic,Source,Current Status,"
        "Closed Date,Agent Assigned\n"
        "488193,2024-03-12 14:05:00,Installed,Ann,ann@example.org,Emergency,Support,Report a Problem,Email,Archived,"
        "2024-03-13 14:05:00,Anna\n",
        preset="osticket",
        **DESK,
    )
    assert row.key == "488193"
    assert row.reporter == Reporter(name="Ann", email="ann@example.org")
    assert (row.fields["priority"], row.fields["channel"], row.fields["status"]) == (1, "mail", "closed")
    assert (row.fields["assignee"], row.fields["category"]) == ("anna", "Report a Problem")
