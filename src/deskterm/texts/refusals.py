"""A sentence for every refusal, warning and malformed value: what is wrong, and what to do about it."""

from collections.abc import Iterable, Mapping

from deskterm.texts.called import called
from deskterm.texts.language import N_, _
from deskterm.texts.names import name_of
from deskterm.texts.numbers import number
from deskterm.texts.requests import step
from deskterm.texts.safe import safe
from deskterm.workflow.checks import Invalid
from deskterm.workflow.values import Act, Point

SENTENCES: Mapping[str, str] = {
    # rights
    "agent_off": N_("{name} no longer works at this desk. Ask an admin."),
    "read_only_role": N_("Your role reads tickets and does not change them. Ask an agent of the line or a lead."),
    "role_needed": N_("This needs one of the roles: {roles}."),
    "lead_only": N_("Only a lead may do this: {act}."),
    "not_your_line": N_("The ticket is on line {line}, where you do not work. You may note and attach; ask its line."),
    "assigned_to_other": N_("{assignee} has the ticket. Ask them, or take it first."),
    "pull_needs_l3": N_("Only an agent of line 3 takes tickets up from a lower line."),
    # states
    "not_triaged": N_("Nobody has triaged the ticket yet. Triage it first."),
    "already_triaged": N_("The ticket is triaged. Amend it to change what was decided."),
    "already_waiting": N_("The ticket is waiting already. Resume it first."),
    "not_waiting": N_("The ticket is not waiting."),
    "not_ended": N_("The ticket is still being worked on; there is nothing to reopen."),
    "not_merged": N_("The ticket is not merged."),
    "not_resolved": N_("The ticket is not resolved yet. Resolve it first."),
    "is_resolved": N_("The ticket is resolved. Reopen it if there is more to do."),
    "is_closed": N_("The ticket is closed. Reopen it, or register a new one."),
    "is_cancelled": N_("The ticket is cancelled. Reopen it if it was a mistake."),
    "is_merged": N_("The ticket is merged into {into}. Work there, or unmerge it."),
    # triage and amendment
    "subject_missing": N_("Write a subject."),
    "kind_missing": N_("Say whether it is an incident or a request."),
    "category_missing": N_("Choose a category."),
    "category_unknown": N_("There is no category {category}."),
    "impact_missing": N_("Say how wide the impact is: 1 the business or a site, 2 a department, 3 one person."),
    "urgency_missing": N_("Say how urgent it is: 1 work stopped, 2 work hindered, 3 can wait."),
    "impact_out_of_range": N_("Impact {value} is not between 1 and {highest}."),
    "urgency_out_of_range": N_("Urgency {value} is not between 1 and {highest}."),
    "nature_missing": N_("Say what nature the incident has: technical, service, security or personnel."),
    "item_unknown": N_("The catalogue offers no item {item}."),
    "item_not_request": N_("Only a request has an item of the catalogue and an agreed date."),
    "agreed_missing": N_("Say for when it is agreed."),
    "reporter_missing": N_("Say who reports it."),
    "reporter_unreachable": N_("There is no way to reach {name}. Add a mail address or a telephone number."),
    "reason_missing": N_("Give a reason."),
    "nothing_changed": N_("Nothing would change."),
    "now_restricted": N_("The ticket is restricted now, and out of your sight."),
    # assignment
    "assignee_missing": N_("Say who gets the ticket."),
    "assignee_off": N_("{name} no longer works at this desk."),
    "assignee_not_on_line": N_("{name} does not work on line {line}."),
    "assignee_away": N_("{name} is away."),
    "assignee_off_duty": N_("{name} is not on duty now."),
    "line_not_yours": N_("You do not work on line {line}."),
    "nothing_next": N_("Nothing is left to do: no ticket of your lines is free, and none of yours can go on."),
    "already_yours": N_("You have the ticket already and are at work on it."),
    "not_assigned": N_("Nobody has the ticket."),
    "skill_missing": N_("{name} does not list the skill {skill}."),
    "pull_not_upwards": N_("The ticket is on line {line}; there is no lower line to pull it from."),
    "from_line_wrong": N_("The ticket is on line {line}, not on line {given}."),
    "session_asked": N_("{priority} at line 2 asks for a call or video session. Hold one and note it as a session."),
    # waiting
    "wait_reason_missing": N_("Say what is waited for: requester, vendor, change or appointment."),
    "until_missing": N_("Say when to wake the ticket up."),
    "until_past": N_("The moment to wake up lies in the past."),
    "message_missing": N_("Write to the requester what you wait for."),
    # record
    "nothing_entered": N_("Enter signs, extent or components, or answer a question."),
    "question_unknown": N_("The category does not ask {question}. It asks: {known}."),
    "note_kind_public": N_("A note is internal; to write to the requester, reply."),
    "text_missing": N_("Write a text."),
    "outcome_without_step": N_("A work note has no outcome. Make it a step, a hypothesis or a session."),
    "nothing_open": N_("Every step and hypothesis has its outcome."),
    "no_open_outcome": N_("There is no step or hypothesis {note} with an open outcome."),
    "outcome_missing": N_("Say what came of it."),
    "reply_not_delivered": N_("NOT DELIVERED: no channel carries replies yet. The reply is kept and stops no clock."),
    "name_missing": N_("The file needs a name."),
    "file_too_large": N_("The file has {size} bytes; at most {limit} are kept of one file."),
    "other_missing": N_("Say which other ticket."),
    "link_self": N_("A ticket can't be linked to itself."),
    "link_loop": N_("{other} is above this ticket already; it can't be its child."),
    "already_linked": N_("The two tickets are linked so already."),
    # escalation
    "not_higher": N_("Line {to} is not above line {line}."),
    "not_lower": N_("Line {to} is not below line {line}."),
    "no_higher_line": N_("The ticket is on the highest line."),
    "no_lower_line": N_("The ticket is on the first line."),
    "signs_missing": N_("The diagnosis lacks the first signs."),
    "extent_missing": N_("The diagnosis lacks the extent of the impact."),
    "components_missing": N_("The diagnosis lacks the affected components."),
    "question_unanswered": N_("Answer this, or mark it as not applicable: {question}"),
    "step_missing": N_("Nothing has been tried. Note a step with its outcome."),
    "hypothesis_missing": N_("No hypothesis has been tried. Note one with its outcome."),
    "l3_needs_high_priority": N_(
        "Line 3 takes P1 and P2 only; this is {priority}. A lead may escalate it, or an agent of line 3 pulls it."
    ),
    "skip_needs_p1": N_("Only P1 goes from line 1 straight to line 3; this is {priority}. Ask line 2 or a lead."),
    "escalation_reason_missing": N_("Say why it goes up: skill, access, time limit, major incident or vendor."),
    "summary_missing": N_("Write a summary for those who take over."),
    "expectation_missing": N_("Write what is expected of the lower line."),
    "ping_pong": N_("The ticket has changed lines {changes} times. A lead should look at it."),
    # resolution and closure
    "resolution_code_missing": N_("Say how it was resolved: fixed, by a workaround, fulfilled, advised ..."),
    "solution_missing": N_("Write the solution."),
    "cause_missing": N_("Say what caused it: people, technology, nature, regulation, an attack, or unknown."),
    "measures_missing": N_("Write the measures that were taken."),
    "open_children": N_("These tickets are part of it and still open: {children}."),
    "already_verified": N_("The resolution is verified already."),
    "how_missing": N_("Say who confirmed it, or how it was tested."),
    "not_verified": N_("Nobody has verified that it works again. Verify it first."),
    "plan_step_open": N_("A step of its plan is open: {step} {title}. Do it, or waive it with a reason."),
    "no_steps": N_("The ticket has no steps of a plan."),
    "no_open_step": N_("All steps of its plans are done or waived."),
    "plan_step_missing": N_("Say which step. Open: {steps}."),
    "plan_step_unknown": N_("The ticket has no step {step}. It has: {steps}."),
    "plan_step_ambiguous": N_("{step} may be several steps. Write one of: {steps}."),
    "plan_step_done": N_("Step {step} is done already, by {by}."),
    "plan_step_waived": N_("Step {step} is waived already, by {by}."),
    "reopen_too_late": N_("It was closed more than {days} days ago. Register a new ticket and link it."),
    "plan_missing": N_("Say which response plan."),
    "plan_unknown": N_("The desk has no response plan {plan} that may start. See: deskterm plan list."),
    "no_call_waits": N_("Nobody outside the desk is to be called for this ticket."),
    "call_missing": N_("Say who was called: {calls}."),
    "call_unknown": N_("{contact} is not to be called. These are: {calls}."),
    "call_ambiguous": N_("{contact} may be several: {calls}."),
    "reached_missing": N_("Say whether they were reached."),
    "plan_started": N_("The ticket has the response plan {plan} already."),
    # merging, oversight
    "into_missing": N_("Say which ticket survives."),
    "merge_self": N_("A ticket can't be merged into itself."),
    "into_is_merged": N_("{other} is itself merged into {into}. Merge into that one."),
    "priority_missing": N_("Say which priority."),
    "priority_out_of_range": N_("Priority {value} is not between 1 and {highest}."),
    "major_needs_p1": N_("Only a P1 incident can be a major incident; this is {priority}."),
    "stays_restricted": N_("A ticket of this nature stays restricted: {nature}. Amend the nature first."),
    "about_is_named": N_("{name} can't both be named on the ticket and be the person it is about."),
    "breach_stays_restricted": N_("A data breach stays restricted. Take that mark away first."),
    # a breach of data
    "not_a_breach": N_("The ticket is not marked as a data breach. Mark it first."),
    "breach_needs_incident": N_("A request is no data breach. Amend the kind first."),
    "aware_to_come": N_("Nobody can know of the breach since a moment that is still to come."),
    "aware_too_early": N_(
        "Nobody can have known of the breach before it happened. Amend when it happened, if need be."
    ),
    "aware_long_ago": N_("That is more than a year before the ticket was registered. Look at the date."),
    "aware_after_report": N_("Somebody was told of the breach before that moment."),
    "decision_missing": N_(
        "Say what is decided: contain, assess, notify_authority, not_notify, notify_subjects, not_notify_subjects "
        "or other."
    ),
    "decision_reason_missing": N_("Write why it is decided so."),
    "decision_by_lead": N_("Only a lead decides so."),
    "correction_by_lead": N_("Only a lead corrects when somebody was told of the breach."),
    "nobody_told": N_("It is not on record yet that they were told. Record that first."),
    "authority_told": N_("The authority has been told already."),
    "subjects_told": N_("The people concerned have been told already."),
    "report_to_come": N_("That moment is still to come. Record a report once it is made."),
    "report_too_early": N_("That is before the desk knew of the breach."),
    "delay_reason_missing": N_(
        "The authority was told more than 72 hours after the desk knew. Give the reasons for it."
    ),
    "breach_unreported": N_(
        "The authority has not been told of the data breach, nor is it decided that it need not be."
    ),
    "subjects_untold": N_("It is decided to tell the people concerned, and they have not been told."),
    # undo
    "nothing_to_undo": N_("There is no act of yours to take back."),
    "cannot_undo": N_("This can't be taken back: {act}. Do the opposite, or cancel the ticket."),
    "reply_delivered": N_("The reply has been delivered; it can't be taken back."),
    "fields_moved": N_("These have changed since: {fields}."),
    "text_erased": N_("The text that stood there before has been erased: {field}."),
    "built_on": N_("{by} has built on it since: {act}."),
    # people and the desk
    "unknown_caller": N_("{name} is not known at this desk. An admin adds people: deskterm agent add {name} ..."),
    "remote": N_(
        "This is not done over SSH: {what}. Nothing is read or written on the desk's machine; a file travels as -."
    ),
    "remote_terminal": N_("A file is not shown on a terminal. Without -t, and into a file: ssh ... > FILE"),
    "remote_not_owner": N_("Only the account that owns the desk lets others in over SSH."),
    "key_taken": N_("{name} has this key already. A key is one person's; take it from them first."),
    "key_outside": N_(
        "The key stands in the file already, in a line that deskterm has not written; what that line gives would come "
        "first. Take it out of there, or use another key."
    ),
    "key_or_all": N_("Name a key, or say --all; not both."),
    "key_gone": N_("A key of {name} was taken away. Whoever has another one may come back."),
    "not_owner": N_("Only the owner of the desk acts for others; leave --as out."),
    "line_missing": N_("An agent works on a line: 1, 2 or 3."),
    "agent_exists": N_("{name} is known at this desk already."),
    "name_reserved": N_("Nobody can be called {name}: the record says by it that somebody came over SSH."),
    "agent_unknown": N_("There is nobody called {name} at this desk."),
    "last_admin": N_("{name} is the last admin; make another one first."),
    "read_only_session": N_("This session only reads (--read-only)."),
    "backup_exists": N_("There is something at {name} already. A backup never overwrites; name another place."),
    "manifest_missing": N_("{name} has no manifest beside it, so it can't be proven to be what was backed up."),
    "other_desk": N_("{name} is a copy of another desk than the one that is here."),
    "several_desks": N_("{name} holds backups of several desks. Name the one that is meant."),
    "not_place_owner": N_("Only the owner of {name}, or an admin of the desk, puts a backup there."),
    "away_until_missing": N_("Say until when, or that the person is back (--back)."),
    # malformed values
    "control_character": N_("Character {at} is {code}, which can't be kept here. Take it out."),
    "too_large": N_("The file has more than {limit} bytes; at most that many are kept of one file."),
    "too_long": N_("{length} characters; at most {limit} are kept. Attach longer texts as a file."),
    "bad_name": N_("{value} is no account name: a small letter, then up to 31 of a-z 0-9 . _ -"),
    "bad_mail": N_("{value} is no mail address."),
    "ambiguous_person": N_("{value} reaches several people: {candidates}. Say which one by its number."),
    "person_missing": N_("Say who: a mail address, a telephone number, or reporter:ID."),
    "bad_phone": N_("{value} is no telephone number."),
    "bad_reporter": N_('{value}: write a name, or "Name <mail>".'),
    "bad_key": N_("{value} ... is no whole public key. Give the line of the .pub file as it is."),
    "key_kind": N_("{value} is no kind of key that is taken. Taken: {known}."),
    "no_key": N_("Give the line of the person's .pub file."),
    "key_behind": N_("Another key stands behind this one. Give one key at a time."),
    "key_several": N_("These are {count} lines. Give one key at a time."),
    "key_short": N_("The key has {bits} bits; {least} are the least. Better: ssh-keygen -t ed25519"),
    "key_private": N_("This is a private key, which nobody else may have. Make a new one, and give its .pub file."),
    "key_which": N_("{name} has several keys. Say which, or --all: {known}"),
    "key_db_secret": N_("The desk's address holds a password, which everybody would see. Put it into ~/.pgpass."),
    "key_bad_place": N_("{value} can't stand in a line of authorized_keys. Move it to a plain path."),
    "key_no_program": N_("The command deskterm is not beside this Python; install it, and call it by its name."),
    "keys_markers": N_("The markers of the desk's keys do not match (lines {lines}). Put them back, or take all out."),
    "keys_foreign_line": N_(
        "Line {line}, among the desk's keys, is none that deskterm has written. Move it elsewhere."
    ),
    "keys_link": N_("This is a link; a file of its own is needed here."),
    "keys_no_file": N_("This is neither a file nor a folder as it is needed here."),
    "keys_owner": N_("This belongs to another account (uid {uid}). Call deskterm as the account that owns the desk."),
    "keys_mode": N_("Others may write here (mode {mode}), so sshd would not trust it. Take that away: chmod go-w"),
    "keys_busy": N_("Somebody else is changing it just now. Try again in a moment."),
    "not_absolute": N_("{value} is no whole path. Begin it with /."),
    "unknown_code": N_("{value} is not known. Known: {known}."),
    "out_of_range": N_("{value} is not between {lowest} and {highest}."),
    "bad_time": N_("{value} is no time. Write 2026-01-31 14:00, 14:00, tomorrow 09:00, 2h or 3d."),
    "key_missing": N_("A row of a history must say which ticket it is about."),
    "time_missing": N_("A row of a history must say when it was."),
    "time_to_come": N_("{value} is still to come. Look at the date, and at the time zone."),
    "time_two_ways": N_("{value} can be read in two ways. Say which: --dates dmy or --dates mdy."),
    "before_it_began": N_("It would have ended before it was registered."),
    "bad_number": N_("{value} is no ticket number. Write DT-12 or 12."),
    "bad_arrangement": N_("{reason}"),
    "arrangement_unnamed": N_("Say which one, by its name."),
    "calendar_in_use": N_("{name} is the calendar of {users}; give them another one first."),
    "bad_query": N_("{value}: write field:value, joined by and. Fields: {known}."),
    "bad_cursor": N_("The cursor is not one that a list gave out."),
    "unreadable": N_("{value} can't be read: {reason}."),
    "unwritable": N_("{value} can't be written: {reason}."),
    "number_missing": N_("Say which ticket: DT-12 or 12."),
    "not_utf8": N_("Byte {at} is not UTF-8. Convert the text first."),
    "too_long_stream": N_("More than {limit} characters; at most that many are kept. Attach longer texts as a file."),
    "stdin_twice": N_("Standard input has been read for {other} already; only one text can come from it."),
    "one_name": N_("One name is for one file. Attach the others by themselves."),
    "stdin_nameless": N_("Say what the file is called: --name log.txt"),
    "bad_head": N_("{value} is no end of a record. Write what deskterm audit head has printed."),
    "bad_answer": N_("{value}: write QUESTION=TEXT."),
    "bad_toml": N_("This is no TOML: {reason}."),
    "bad_type": N_("{value} is not of the type that is expected: {wanted}."),
    "bad_zone": N_("{value} is no time zone. Write one like Europe/Chisinau."),
    "bad_location": N_("{value} is no place of a desk. Write a path, sqlite:///path or postgresql://..."),
}


def sentence(point: Point) -> str:
    """The sentence of a refusal's point. KeyError for a code without one."""
    return _(SENTENCES[point.code]).format_map({k: worded(k, v) for k, v in point.args.items()})


def invalid(error: Invalid) -> str:
    """The sentence of a malformed value; the door names the field."""
    return _(SENTENCES[error.code]).format_map({k: worded(k, v) for k, v in error.details.items()})


def worded(key: str, value: object) -> str:
    """An argument as a person reads it: codes as names, priorities as P1, foreign text made safe."""
    if isinstance(value, Act) or key in ("question", "category", "nature"):
        return name_of(value)
    if key in ("into", "other") and isinstance(value, int):
        return number(value)
    if key == "title" and isinstance(value, str):
        return step(value)
    if key == "children" and isinstance(value, Iterable):
        return ", ".join(map(number, value))
    if key == "priority":
        return f"P{value}" if value is not None else _("not known yet")
    return safe(called(str(value)) if key == "name" else str(value))
