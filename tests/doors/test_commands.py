"""Every command once, on the prepared desk: its exit code and what it prints."""

import re
import shlex

import pytest

from deskterm.cli.commands import COMMANDS
from tests.doors.conftest import ME, Shell

ANNAS = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICrQT7f1NIWatMCoXLrCaS5JtpIt5GOybr+ksR5qPLdu"
TABLE = [
    # command, exit code, what stdout holds, what stderr holds
    ("init", 6, "", "already"),
    ("demo --tickets 5 --fill --db {folder}/demo.db", 0, "/demo.db", ""),
    ("backup", 0, r"desk.db.backups/deskterm-\d{8}-\d{6}Z.db", "proven whole"),
    ("restore nowhere", 4, "", "no backup at .*nowhere"),
    ("import {folder}/desk.db", 2, "", "a database"),
    ("import -", 2, "", "standard input: There is nothing in it"),
    ("sweep", 0, "^$", ""),
    ("doctor", 0, "whole: The record of", ""),
    ("doctor --quick --fix", 0, "whole: The counters", ""),
    ("person erase ann@example.org --yes", 0, r"DT-8(.|\n)*What stays, and why", ""),
    ("person erase 12345 --yes --reason asked", 0, r"Erased:\n  from 0 tickets \(1 are theirs\)", ""),
    ("person erase reporter:3 --dry-run", 0, "Would be erased:", ""),
    ("person erase 12345", 2, "", "--yes"),
    ("person erase nobody@example.org --yes", 4, "", "nobody@example.org"),
    ("audit verify", 0, r"\d+:[0-9a-f]{64}", ""),
    (f"audit verify --head 1:{'0' * 64}", 8, "broken", ""),
    ("audit show", 0, r"DT-8 +diagnosis", ""),
    ("audit show --by nobody", 0, "^$", "nothing of this kind"),
    ("audit show --act moon", 2, "", "founded"),
    ("audit show --limit 1", 0, "DT-8", r"--after \d+"),
    ("audit show --access", 0, "^$", "nothing of this kind"),
    ("audit unusual", 0, "^(LOOK AT THIS: root did and opened .* at night|$)", "^(Nothing unusual|$)"),
    ("audit head", 0, r"^\d+:[0-9a-f]{64}$", ""),
    ("agent add zoe --line 1,2 --line 3 --role agent --role lead --skill vpn", 0, "", "zoe works here"),
    ("agent add ssh --line 1", 3, "", "Nobody can be called ssh"),
    ("agent add anna --line 1", 3, "", "known at this desk already"),
    ("agent list", 0, r"anna +L1 +Agent +here", ""),
    ("agent away anna --until 3d", 0, "", "anna is away"),
    ("agent away anna", 3, "", "--until"),
    ("agent away anna --back", 0, "", "anna is back"),
    ("agent off anna", 0, "", "no longer"),
    ("agent off nobody", 4, "", "nobody called nobody"),
    (f"agent key add anna {ANNAS}", 0, "^$", "anna comes in with SHA256:wnVUWc"),
    (f"agent key add nobody {ANNAS}", 4, "", "nobody called nobody"),
    ("agent key add 'root ' -", 2, "", "root  is no account name"),
    ("agent key add anna ssh-dss AAAA", 2, "", "ssh-dss is no kind of key"),
    ("agent key list", 0, "^$", "Nobody comes in by a key"),
    ("agent key remove anna", 4, "", "no such key"),
    ("calendar list", 0, "^$", "No calendar is arranged"),
    ("calendar show --months 2", 0, r"\d{4}-\d\d\n01(.|\n)*open \d{4}", ""),
    ("calendar add east --zone Asia/Bangkok --hours 'mon-fri 08:00-17:00' --holiday 2031-04-14", 0, "", "is arranged"),
    ("calendar add west --hours sometimes", 2, "", "weekdays are mon"),
    ("calendar add east", 2, "", r"--hours: there is no opening"),
    ("calendar add east --hours 'mon 18:00-09:00'", 2, "", r"--hours \(week.mon\[0\]\): the end"),
    ("catalogue set request/badge --resolution 3d", 2, "", "--title: an item of the desk's own needs a title"),
    ("calendar holidays east --country RO --years 2031", 4, "", "There is no calendar east"),
    ("calendar strike east --day 2031-04-14", 4, "", "There is no calendar east"),
    ("agreement list", 0, "default(.|\n)*resolution +4h", "No agreement"),
    ("agreement set acme --organisation Acme --resolution '2h 4h 8h 16h'", 0, "", r"Deadlines that move: \d"),
    ("agreement set acme --resolution soon", 2, "", "4h or 90m"),
    ("agreement strike acme", 4, "", "There is no agreement acme"),
    ("duty show", 0, r"L1 +anna +on duty\n(.|\n)*L2 +boris +on duty", ""),
    ("duty set anna --hours 'mon-fri 09:00-17:00' --zone Asia/Bangkok --capacity 5", 0, "", "duty of anna is arranged"),
    ("duty set anna --hours someday", 2, "", "weekdays are mon"),
    ("duty set anna --absent 2031-05-09..2031-05-01", 2, "", r"--absent \(absences\[0\]\): the end .* is not after"),
    ("duty set nobody --capacity 5", 4, "", "nobody called nobody"),
    ("duty strike anna", 4, "", "Nothing is arranged of the duty of anna"),
    ("catalogue list", 0, r"request/account +Account +working days: 2 +yes", ""),
    ("catalogue show request/account", 0, r"request/account: Account(.|\n)*For whom(.|\n)*1. Get the approval", ""),
    ("catalogue show request/moon", 4, "", "no item request/moon"),
    (
        "catalogue set request/badge --title Badge --resolution 3d --ask 'Which doors?'",
        0,
        "",
        r"Deadlines that move: 0",
    ),
    ("catalogue set request/badge --resolution 3d", 2, "", "needs a title"),
    ("catalogue set request/badge --title Badge --resolution soon", 2, "", "3d is expected"),
    ("catalogue strike request/account", 4, "", "no item request/account of the desk's own"),
    ("plan list", 0, r"malware +Malware +Security / Malware +5 +0 +yes", ""),
    ("plan show malware", 0, r"malware: Malware(.|\n)*1. isolate_machine: Take the machine(.|\n)*L1", ""),
    ("plan show moon", 4, "", "no response plan moon"),
    ("plan set malware --title Viruses", 0, "", "The plan is arranged"),
    ("plan set flood --title Flood", 2, "", "--do: a plan has at least one step"),
    ("plan set flood --title Flood --do 'pump: Start the pump (line:2)' --contact lead", 0, "", "The plan is arranged"),
    (
        "plan set flood --title Flood --do 'pump: Start it' --contact zoe",
        2,
        "",
        r"--contact \(contacts\[0\].account\): nob",
    ),
    ("plan set flood --title Flood --do 'pump: Start it' --start wet", 2, "", r"--start \(starts\[0\]\): FIELD=VALUE"),
    ("plan strike malware", 4, "", "no plan malware of the desk's own"),
    ("list", 0, r"DT-1 +P- Not triaged +New", ""),
    ("list --view waiting", 0, r"DT-4 .*Waiting +waiting", ""),
    ("list --query status:closed", 0, "DT-6", ""),
    ("list --status resolved,closed", 0, "DT-6(.|\n)*DT-5", ""),
    ("list --line 3", 0, "^$", "No tickets here"),
    ("list --limit 2", 0, "DT-1", "--after"),
    ("show DT-2", 0, "May be done next", ""),
    ("show dt-99", 4, "", "There is no ticket DT-99"),
    ("export --query status:closed", 0, r'"deskterm":1(.|\n)*"number":6', ""),
    ("export --format csv --view waiting --output {folder}/waiting.csv", 0, "", "waiting.csv: 1 tickets"),
    ("export --view=", 2, "^$", "--view:"),
    ("export --format=", 2, "^$", "--format:"),
    ("report lines", 0, r"reached L3 +0", ""),
    ("report targets", 0, r"First response +all +\d+", ""),
    ("search two", 0, r"^DT-2 .*two", ""),
    ("search nowhere-to-be-seen", 0, "^$", "Nothing is found"),
    ("search", 2, "", "TEXT|text"),
    ("similar 8", 0, "^$", "No ticket is known that is like DT-8"),
    ("similar 99", 4, "", "There is no ticket DT-99"),
    ("draft list", 0, "^$", "no unsent text"),
    ("draft show abc", 4, "", "no unsent text of yours called abc"),
    ("draft discard abc", 4, "", "deskterm draft list"),
    ("classify printer-is-broken", 0, r"Incident.*\n.*broken", ""),
    ("new --subject nine --reporter Zed<zed@example.org> --place 4th", 0, "^DT-9$", ""),
    ("new --subject desk --reporter Zed<zed@example.org> --item request/account", 0, "^DT-9$", "Who approves it"),
    ("new --subject desk --reporter Zed<zed@example.org> --item request/none", 3, "", "offers no item request/none"),
    ("new --subject x --reporter Zed --item request/account --kind incident", 3, "", "Only a request has an item"),
    ("new", 3, "", "Write a subject(.|\n)*Say who reports"),
    ("triage 1 --kind request --category request/change --impact 3 --urgency 3 --phone 12345", 0, "", "DT-1: triaged"),
    ("triage 1 --kind incident", 3, "", r"category(.|\n)*impact(.|\n)*urgency(.|\n)*nature(.|\n)*reach"),
    ("amend 2 --subject deux", 0, "", "DT-2: amended"),
    ("amend 2 --impact 1", 3, "", r"reason"),
    ("override 2 --priority 1 --reason board", 0, "", "overridden"),
    ("major 8 --reason down", 0, "", "major"),
    ("restrict 2 --on --name boris --reason private", 0, "", "restriction"),
    ("take 2", 0, "", "DT-2: taken"),
    ("take 8 --from-line 1 --reason urgent", 0, "", "pulled up"),
    ("take next", 0, "^DT-8$", "DT-8: taken: nobody has it on L1; priority P1"),
    ("take next --line 1 --dry-run", 0, "^DT-8$", "would be next"),
    ("take next --seen 3", 2, "", "chooses by itself"),
    ("take 2 --dry-run", 2, "", "go with take next"),
    ("assign 2 --suggest", 0, r"1 +anna +on duty; nothing open", ""),
    ("assign 2 anna --suggest", 2, "", "changes nothing"),
    ("assign 2 anna", 0, "", "assigned"),
    ("assign 2 boris", 3, "", "does not work on line 1"),
    ("assign 2 nobody", 4, "", "nobody"),
    ("assign 2", 3, "", "who gets"),
    ("release 3", 0, "", "released"),
    ("wait 2 --reason requester --until 2h -m where", 0, "", "wait"),
    ("resume 4", 0, "", "resumed"),
    ("diagnose 2 --signs s --extent e --components c --answer vpn_client=x --na vpn_others", 0, "", "diagnosed"),
    ("note 2 -m text", 0, "", "noted"),
    ("note 8 --on 1 --outcome better", 0, "", "outcome"),
    ("reply 2 -m hello", 0, "", "NOT DELIVERED"),
    ("hear 2 -m louder", 0, "", "message recorded"),
    ("step 3", 0, r"request/account/1 +open +Get the approval", ""),
    ("step 2", 0, "^$", "no steps"),
    ("step", 2, "", "NUMBER"),
    ("step done 3 2", 0, "", "DT-3: step done"),
    ("step done 3", 3, "", "Say which step. Open: request/account/1, request/account/2(.|\n)*CODE"),
    ("step done 3 9", 3, "", "has no step 9"),
    ("step waive 3 1 --reason known", 0, "", "DT-3: step waived"),
    ("step waive 3 request/account/1", 3, "", "Give a reason. +.--reason"),
    ("attachment add 2 {folder}/desk.db", 0, "", "desk.db attached"),
    ("attachment list 2", 0, "", "no files"),
    ("attachment get 2", 4, "", "no file"),
    ("plan start 2 malware", 0, "", "DT-2: response plan started"),
    ("plan start 2 moon", 3, "", "no response plan moon"),
    ("plan start 2", 3, "", "Say which response plan"),
    ("escalate 2 --reason needs_skill --summary s", 3, "", "diagnose DT-2 --signs"),
    ("handback 2", 3, "", "first line"),
    ("plan called 2 --reached maybe", 2, "", "--reached: maybe"),
    ("plan called 2 --reached yes", 3, "", "Nobody outside the desk is to be called"),
    ("breach mark 2 --aware-at 2h --reason lost", 0, "", "DT-2: data breach mark changed"),
    ("breach mark 2 --aware-at someday --reason lost", 2, "", "--aware-at: someday is no time"),
    ("breach mark 3 --reason lost", 3, "", "A request is no data breach"),
    ("breach facts 2 --people many", 2, "", "--people: many is not between"),
    ("breach facts 2 --nature disclosed", 3, "", "deskterm breach mark DT-2 --reason"),
    ("breach decide 2", 3, "", r"--decision\)(.|\n)*-m\)"),
    ("breach report 2 --to moon", 2, "", "--to: moon is not known"),
    ("breach report 2 --correct mistyped", 3, "", "not on record yet that they were told"),
    ("breach show 2", 3, "", "not marked as a data breach"),
    ("breach export 2 --format pdf", 2, "", "--format: pdf is not known. Known: text, json"),
    ("resolve 2 --code fixed --solution s --cause human --measures m", 0, "", "resolved"),
    ("verify 5 --how asked", 0, "", "verified"),
    ("close 5", 3, "", "verif"),
    ("reopen 6 --reason again", 0, "", "reopened"),
    ("cancel 2 --reason spam", 0, "", "cancelled"),
    ("merge 1 --into 2", 0, "", "merged"),
    ("unmerge 7", 0, "", "unmerged"),
    ("link 2 3 --type child", 0, "", "linked"),
    ("link 2 2", 3, "", "itself"),
    ("undo", 0, "", "DT-8: taken back: diagnosed"),
    ("undo 4", 0, "", "DT-4: taken back: set to wait"),
]


@pytest.mark.parametrize(("line", "code", "out", "err"), TABLE, ids=[row[0] for row in TABLE])
def test_command(shell: Shell, line: str, code: int, out: str, err: str) -> None:
    """The command ends and speaks as the table says."""
    result = shell.run(*shlex.split(line.format(folder=shell.db.parent)))
    assert result.code == code, result
    assert re.search(out, result.out), result
    assert re.search(err, result.err), result
    assert "Traceback" not in result.err


def test_every_command_is_in_the_table() -> None:
    """No command goes without a row."""
    lines = [row[0] for row in TABLE]
    missing = [name for name in COMMANDS if not any(f"{line} ".startswith(f"{name} ") for line in lines)]
    assert missing == []


@pytest.mark.parametrize("line", [row[0] for row in TABLE if row[1] == 0], ids=str)
def test_json_is_one_document(shell: Shell, line: str) -> None:
    """With --json every command that succeeds prints one object on stdout."""
    result = shell.run("--json", *shlex.split(line.format(folder=shell.db.parent)))
    assert isinstance(result.json, dict)


def test_a_ticket_from_contact_to_closure(shell: Shell) -> None:
    """Everything the desk does with an incident can be done at the shell, line by line."""
    number = shell.done("new", "--subject", "Shop down", "--reporter", "Ann <ann@example.org>").out.strip()
    as_ = ("--as", "anna")
    judged = f"triage {number} --kind incident --category server/availability --impact 1 --urgency 1"
    shell.done(*judged.split(), *as_)
    shell.done("take", number, *as_)
    shell.done("diagnose", number, "--signs", "dark", "--extent", "all", "--components", "srv1", *as_)
    for question in shell.show(number)["sheet"]["unanswered"]:
        shell.done("diagnose", number, "--na", question, *as_)
    shell.done("note", number, "--kind", "step", "--outcome", "no change", "-m", "restarted", *as_)
    shell.done("escalate", number, "--to", "2", "--reason", "needs_skill", "--summary", "all dark", *as_)
    assert shell.show(number)["line"] == 2
    shell.done("take", number, "--as", "boris")
    shell.done("note", number, "--kind", "hypothesis", "--outcome", "confirmed", "-m", "disk", "--as", "boris")
    shell.done("escalate", number, "--reason", "vendor", "--summary", "disk", "--as", "boris")
    shell.done("take", number, "--as", "viktor")
    shell.done(*f"resolve {number} --code fixed --solution new --cause technical --measures swap --as viktor".split())
    shell.done("verify", number, "--how", "Ann says so", *as_)
    assert shell.show(number)["open_plan_steps"] == []
    shell.done("close", number, *as_)
    found = shell.show(number)
    assert (found["status"], found["line"], found["level_changes"]) == ("closed", 3, 2)
    assert [event["via"] for event in found["events"] if event["actor"] == "viktor"] == [
        None if ME == "viktor" else ME
    ] * 2
    assert shell.done("audit", "verify").code == 0
