"""Every command in one table: the module that holds it, whether it writes, and what it does in a sentence.

The overview of `--help` is made from this table alone, so that nothing else is imported for it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from deskterm.texts.language import N_


class Entry(NamedTuple):
    """Where a command lives and what it is for."""

    module: str
    """A module of this package with `arguments_<name>(parser)` and `run_<name>(call)`."""
    purpose: str
    writes: bool = True
    """Is it refused in a session that only reads?"""
    remote: bool = True
    """May it be asked for over SSH? What governs the machine, the desk's place or its people may not."""


GROUPS: Mapping[str, Mapping[str, Entry]] = {
    N_("the desk"): {
        "init": Entry("desk", N_("make a desk"), remote=False),
        "demo": Entry(
            "demo", N_("open the app on a throw-away desk full of believable tickets"), writes=False, remote=False
        ),
        "backup": Entry("backup", N_("make a copy of the desk that is proven whole"), writes=False, remote=False),
        "restore": Entry("backup", N_("put a backup in the desk's place"), remote=False),
        "import": Entry("importing", N_("take in tickets of other systems, or of another desk")),
        "sweep": Entry("sweep", N_("do what the desk does by itself: wake up, tell of targets, close after silence")),
        "doctor": Entry("doctor", N_("examine the desk, the settings and the terminal"), writes=False),
        "audit verify": Entry("audit", N_("check that nobody has changed the record"), writes=False),
        "audit head": Entry("audit", N_("print the hash of the last event"), writes=False),
        "audit show": Entry("audit", N_("who did what, or looked at what, newest first"), writes=False),
        "audit unusual": Entry("audit", N_("what is unusual in who looked at what, and when"), writes=False),
        "agent add": Entry("agent", N_("somebody works here from now on"), remote=False),
        "agent list": Entry("agent", N_("who works here"), writes=False, remote=False),
        "agent away": Entry("agent", N_("somebody is away until a moment, or back"), remote=False),
        "agent off": Entry("agent", N_("somebody no longer works here"), remote=False),
        "agent key add": Entry("agent_key", N_("somebody comes in over SSH with a key (admins)"), remote=False),
        "agent key list": Entry("agent_key", N_("who comes in over SSH, with which keys"), writes=False, remote=False),
        "agent key remove": Entry("agent_key", N_("a key opens nothing any more (admins)"), remote=False),
        "calendar list": Entry("calendar", N_("the calendars that clocks run by"), writes=False),
        "calendar show": Entry("calendar", N_("a calendar month by month"), writes=False),
        "calendar add": Entry("calendar", N_("arrange a calendar, or add to one (leads, admins)")),
        "calendar holidays": Entry("holidays", N_("copy public holidays into a calendar (leads, admins)")),
        "calendar strike": Entry("calendar", N_("take a calendar away, or a date of it (leads, admins)")),
        "agreement list": Entry("agreement", N_("how long the desk may take, and for whom"), writes=False),
        "agreement set": Entry("agreement", N_("arrange targets, for everybody or an organisation (admins)")),
        "agreement strike": Entry("agreement", N_("take an agreement away (admins)")),
        "duty show": Entry("duty", N_("who is on duty now, and who is next"), writes=False),
        "duty set": Entry("duty", N_("say when somebody works, is absent, and how much they can have")),
        "duty strike": Entry("duty", N_("take somebody's duty away: always on shift")),
        "catalogue list": Entry("catalogue", N_("what can be requested, and by when it is done"), writes=False),
        "catalogue show": Entry("catalogue", N_("an item of the catalogue: what to ask, what is done"), writes=False),
        "catalogue set": Entry("catalogue", N_("arrange an item of the catalogue (leads, admins)")),
        "catalogue strike": Entry("catalogue", N_("take an item of the desk's own away (leads, admins)")),
        "plan list": Entry("plan", N_("response plans, and what starts them"), writes=False),
        "plan show": Entry("plan", N_("a response plan: its steps, and whom to contact"), writes=False),
        "plan set": Entry("plan", N_("arrange a response plan (leads, admins)")),
        "plan strike": Entry("plan", N_("take a plan of the desk's own away (leads, admins)")),
        "person erase": Entry(
            "person", N_("erase a person who reported, with every text about them (admins)"), remote=False
        ),
    },
    N_("look"): {
        "list": Entry("queue", N_("the queue"), writes=False),
        "show": Entry(
            "show", N_("a whole ticket: facts, clocks, thread, events, and what may be done next"), writes=False
        ),
        "search": Entry("search", N_("tickets by the words in them"), writes=False),
        "similar": Entry("similar", N_("tickets like one ticket, and what helped there"), writes=False),
        "draft list": Entry("draft", N_("your texts that were written in the terminal and not sent"), writes=False),
        "draft show": Entry("draft", N_("one of them in full"), writes=False),
        "draft discard": Entry("draft", N_("throw one of them away")),
        "classify": Entry("classify", N_("incident or request, and why"), writes=False),
        "export": Entry("exporting", N_("hand out what you may see: all of it, or a table"), writes=False),
        "report lines": Entry(
            "report", N_("how many tickets reached L2 and L3, skipped a line, came back"), writes=False
        ),
        "report targets": Entry(
            "report", N_("targets met, breached and running, and the mean time to resolution"), writes=False
        ),
    },
    N_("register and judge"): {
        "new": Entry("register", N_("register a contact")),
        "triage": Entry("judge", N_("say what a new ticket is, where it belongs and how urgent it is")),
        "amend": Entry("judge", N_("correct facts of a ticket")),
        "override": Entry("oversee", N_("set a priority against the matrix (leads)")),
        "major": Entry("oversee", N_("mark a P1 as a major incident, or take the mark away (leads)")),
        "restrict": Entry("oversee", N_("say who may see a ticket (leads)")),
    },
    N_("work"): {
        "take": Entry("assign", N_("take a ticket, or the one to do next; from a lower line with --from-line")),
        "assign": Entry("assign", N_("give a ticket to somebody, or ask who would best get it")),
        "release": Entry("assign", N_("put a ticket back into its line's queue")),
        "wait": Entry("pause", N_("pause a ticket until a moment")),
        "resume": Entry("pause", N_("go on with a waiting ticket")),
        "diagnose": Entry("record", N_("fill in the diagnosis sheet")),
        "note": Entry("record", N_("write an internal note, a step, a hypothesis or a session")),
        "reply": Entry("record", N_("write to the requester")),
        "hear": Entry("record", N_("write down what the requester said")),
        "step": Entry("step", N_("the steps of a ticket's plans and what became of them"), writes=False),
        "step done": Entry("step", N_("a step of a ticket's plans is done")),
        "step waive": Entry("step", N_("leave a step out, with a reason")),
        "attachment add": Entry("attachment", N_("attach files to a ticket")),
        "attachment list": Entry("attachment", N_("the files of a ticket"), writes=False),
        "attachment get": Entry("attachment", N_("get a file of a ticket"), writes=False),
        "plan start": Entry("plan", N_("start a response plan on a ticket")),
        "plan called": Entry("plan", N_("a contact outside the desk was called: reached, or the next one is told")),
        "escalate": Entry("lines", N_("move a ticket up to a higher line")),
        "handback": Entry("lines", N_("move a ticket down to a lower line")),
    },
    N_("data breach"): {
        "breach mark": Entry("breach", N_("mark a ticket as a breach of personal data; its clock of 72 hours begins")),
        "breach facts": Entry("breach", N_("what happened to whose data, what it may mean, what is done")),
        "breach decide": Entry("breach", N_("record a decision and why it was taken")),
        "breach report": Entry("breach", N_("record that the authority, or the people concerned, were told")),
        "breach show": Entry("breach_record", N_("the record of a breach"), writes=False),
        "breach export": Entry(
            "breach_record", N_("hand out the record of a breach (assignee, leads, auditors, admins)"), writes=False
        ),
    },
    N_("finish"): {
        "resolve": Entry("finish", N_("record the solution")),
        "verify": Entry("finish", N_("record that it works again")),
        "close": Entry("finish", N_("close a verified ticket")),
        "reopen": Entry("finish", N_("put an ended ticket back to work")),
        "cancel": Entry("finish", N_("withdraw a ticket")),
        "merge": Entry("relate", N_("merge a ticket into another")),
        "unmerge": Entry("relate", N_("take a merge back")),
        "link": Entry("relate", N_("relate a ticket to another")),
        "undo": Entry("undo", N_("take back your last act")),
    },
}

COMMANDS: Mapping[str, Entry] = {name: entry for group in GROUPS.values() for name, entry in group.items()}
NOUNS = frozenset(name.rsplit(" ", n)[0] for name in COMMANDS for n in range(1, name.count(" ") + 1))
"""Beginnings of a command that need another word, or may have one."""
