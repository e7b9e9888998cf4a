-- The tables of schema 1 on a server, as the first release made them.
CREATE TABLE agent (
	name TEXT NOT NULL,
	active INTEGER NOT NULL,
	away_until BIGINT,
	CONSTRAINT pk_agent PRIMARY KEY (name),
	CONSTRAINT ck_agent_name_length CHECK (length(name) BETWEEN 1 AND 32),
	CONSTRAINT ck_agent_active_flag CHECK (active IN (0, 1))
);
CREATE TABLE category (
	code TEXT NOT NULL,
	parent TEXT,
	nature TEXT,
	kind TEXT,
	impact INTEGER,
	urgency INTEGER,
	position INTEGER NOT NULL,
	active INTEGER NOT NULL,
	CONSTRAINT pk_category PRIMARY KEY (code),
	CONSTRAINT ck_category_code_length CHECK (length(code) BETWEEN 1 AND 64),
	CONSTRAINT ck_category_nature_code CHECK (nature IN ('technical', 'service', 'security', 'personnel')),
	CONSTRAINT ck_category_kind_code CHECK (kind IN ('incident', 'request')),
	CONSTRAINT ck_category_impact_range CHECK (impact BETWEEN 1 AND 9),
	CONSTRAINT ck_category_urgency_range CHECK (urgency BETWEEN 1 AND 9),
	CONSTRAINT ck_category_active_flag CHECK (active IN (0, 1)),
	CONSTRAINT fk_category_parent FOREIGN KEY(parent) REFERENCES category (code)
);
CREATE TABLE counter (
	line INTEGER NOT NULL,
	status TEXT NOT NULL,
	guarded INTEGER NOT NULL,
	assigned INTEGER NOT NULL,
	n INTEGER NOT NULL,
	CONSTRAINT pk_counter PRIMARY KEY (line, status, guarded, assigned),
	CONSTRAINT ck_counter_line_range CHECK (line BETWEEN 1 AND 3),
	CONSTRAINT ck_counter_status_code CHECK (status IN ('new', 'open', 'in_progress', 'waiting', 'resolved', 'closed', 'cancelled', 'merged')),
	CONSTRAINT ck_counter_guarded_flag CHECK (guarded IN (0, 1)),
	CONSTRAINT ck_counter_assigned_flag CHECK (assigned IN (0, 1)),
	CONSTRAINT ck_counter_n_range CHECK (n >= 0)
);
CREATE TABLE desk (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	name TEXT NOT NULL,
	time_zone TEXT NOT NULL,
	founded_at BIGINT NOT NULL,
	founder TEXT,
	CONSTRAINT pk_desk PRIMARY KEY (id),
	CONSTRAINT ck_desk_singleton CHECK (id = 1),
	CONSTRAINT ck_desk_uuid_length CHECK (length(uuid) BETWEEN 36 AND 36),
	CONSTRAINT ck_desk_name_length CHECK (length(name) BETWEEN 0 AND 250),
	CONSTRAINT ck_desk_time_zone_length CHECK (length(time_zone) BETWEEN 1 AND 64)
);
CREATE TABLE organisation (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	CONSTRAINT pk_organisation PRIMARY KEY (id),
	CONSTRAINT ck_organisation_name_length CHECK (length(name) BETWEEN 1 AND 250),
	CONSTRAINT uq_organisation_name UNIQUE (name)
);
CREATE TABLE agent_line (
	agent TEXT NOT NULL,
	line INTEGER NOT NULL,
	CONSTRAINT pk_agent_line PRIMARY KEY (agent, line),
	CONSTRAINT ck_agent_line_line_range CHECK (line BETWEEN 1 AND 3),
	CONSTRAINT fk_agent_line_agent FOREIGN KEY(agent) REFERENCES agent (name)
);
CREATE TABLE agent_role (
	agent TEXT NOT NULL,
	role TEXT NOT NULL,
	CONSTRAINT pk_agent_role PRIMARY KEY (agent, role),
	CONSTRAINT ck_agent_role_role_code CHECK (role IN ('agent', 'lead', 'auditor', 'admin')),
	CONSTRAINT fk_agent_role_agent FOREIGN KEY(agent) REFERENCES agent (name)
);
CREATE TABLE agent_skill (
	agent TEXT NOT NULL,
	skill TEXT NOT NULL,
	CONSTRAINT pk_agent_skill PRIMARY KEY (agent, skill),
	CONSTRAINT ck_agent_skill_skill_length CHECK (length(skill) BETWEEN 1 AND 64),
	CONSTRAINT fk_agent_skill_agent FOREIGN KEY(agent) REFERENCES agent (name)
);
CREATE TABLE category_question (
	category TEXT NOT NULL,
	code TEXT NOT NULL,
	position INTEGER NOT NULL,
	required INTEGER NOT NULL,
	CONSTRAINT pk_category_question PRIMARY KEY (category, code),
	CONSTRAINT ck_category_question_code_length CHECK (length(code) BETWEEN 1 AND 64),
	CONSTRAINT ck_category_question_required_flag CHECK (required IN (0, 1)),
	CONSTRAINT fk_category_question_category FOREIGN KEY(category) REFERENCES category (code)
);
CREATE TABLE reporter (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	email TEXT,
	phone TEXT,
	language TEXT,
	organisation_id INTEGER,
	external_id TEXT,
	CONSTRAINT pk_reporter PRIMARY KEY (id),
	CONSTRAINT ck_reporter_name_length CHECK (length(name) BETWEEN 1 AND 250),
	CONSTRAINT ck_reporter_email_length CHECK (length(email) BETWEEN 1 AND 250),
	CONSTRAINT ck_reporter_phone_length CHECK (length(phone) BETWEEN 1 AND 250),
	CONSTRAINT ck_reporter_language_length CHECK (length(language) BETWEEN 1 AND 35),
	CONSTRAINT fk_reporter_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id),
	CONSTRAINT uq_reporter_external_id UNIQUE (external_id)
);
CREATE INDEX ix_reporter_email ON reporter (email);
CREATE INDEX ix_reporter_organisation_id ON reporter (organisation_id);
CREATE INDEX ix_reporter_phone ON reporter (phone);
CREATE TABLE ticket (
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	status TEXT NOT NULL,
	line INTEGER NOT NULL,
	assignee TEXT,
	rank INTEGER NOT NULL,
	due_sort BIGINT NOT NULL,
	subject TEXT NOT NULL,
	kind TEXT,
	claimed_kind TEXT,
	claimed_priority INTEGER,
	nature TEXT,
	category TEXT,
	impact INTEGER,
	urgency INTEGER,
	priority INTEGER,
	overridden INTEGER NOT NULL,
	channel TEXT NOT NULL,
	reporter_id INTEGER,
	requested_for TEXT,
	external_id TEXT,
	created_at BIGINT NOT NULL,
	created_by TEXT NOT NULL,
	cycle_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	due_at BIGINT,
	first_response_at BIGINT,
	resolved_at BIGINT,
	closed_at BIGINT,
	wait_reason TEXT,
	wake_at BIGINT,
	verified INTEGER NOT NULL,
	resolution_code TEXT,
	cause TEXT,
	restricted INTEGER NOT NULL,
	about TEXT,
	major INTEGER NOT NULL,
	breach INTEGER NOT NULL,
	merged_into INTEGER,
	status_before_merge TEXT,
	level_changes INTEGER NOT NULL,
	occurred_at BIGINT,
	description TEXT,
	symptoms TEXT,
	steps_before TEXT,
	place TEXT,
	service TEXT,
	software TEXT,
	software_version TEXT,
	browser TEXT,
	os TEXT,
	verification TEXT,
	solution TEXT,
	measures TEXT,
	CONSTRAINT pk_ticket PRIMARY KEY (id),
	CONSTRAINT ck_ticket_status_code CHECK (status IN ('new', 'open', 'in_progress', 'waiting', 'resolved', 'closed', 'cancelled', 'merged')),
	CONSTRAINT ck_ticket_kind_code CHECK (kind IN ('incident', 'request')),
	CONSTRAINT ck_ticket_claimed_kind_code CHECK (claimed_kind IN ('incident', 'request')),
	CONSTRAINT ck_ticket_nature_code CHECK (nature IN ('technical', 'service', 'security', 'personnel')),
	CONSTRAINT ck_ticket_channel_code CHECK (channel IN ('phone', 'walk_in', 'web', 'mail', 'monitoring')),
	CONSTRAINT ck_ticket_wait_reason_code CHECK (wait_reason IN ('requester', 'vendor', 'change', 'appointment')),
	CONSTRAINT ck_ticket_resolution_code_code CHECK (resolution_code IN ('fixed', 'workaround', 'fulfilled', 'advised', 'not_reproducible', 'duplicate', 'declined', 'no_fault')),
	CONSTRAINT ck_ticket_cause_code CHECK (cause IN ('human', 'technical', 'natural', 'regulatory', 'cyber_attack', 'unknown')),
	CONSTRAINT ck_ticket_status_before_merge_code CHECK (status_before_merge IN ('new', 'open', 'in_progress', 'waiting', 'resolved', 'closed', 'cancelled', 'merged')),
	CONSTRAINT ck_ticket_line_range CHECK (line BETWEEN 1 AND 3),
	CONSTRAINT ck_ticket_impact_range CHECK (impact BETWEEN 1 AND 9),
	CONSTRAINT ck_ticket_urgency_range CHECK (urgency BETWEEN 1 AND 9),
	CONSTRAINT ck_ticket_priority_range CHECK (priority BETWEEN 1 AND 9),
	CONSTRAINT ck_ticket_claimed_priority_range CHECK (claimed_priority BETWEEN 1 AND 9),
	CONSTRAINT ck_ticket_version_range CHECK (version >= 1),
	CONSTRAINT ck_ticket_level_changes_range CHECK (level_changes >= 0),
	CONSTRAINT ck_ticket_updated_at_order CHECK (updated_at >= created_at),
	CONSTRAINT ck_ticket_overridden_flag CHECK (overridden IN (0, 1)),
	CONSTRAINT ck_ticket_verified_flag CHECK (verified IN (0, 1)),
	CONSTRAINT ck_ticket_restricted_flag CHECK (restricted IN (0, 1)),
	CONSTRAINT ck_ticket_major_flag CHECK (major IN (0, 1)),
	CONSTRAINT ck_ticket_breach_flag CHECK (breach IN (0, 1)),
	CONSTRAINT ck_ticket_subject_length CHECK (length(subject) BETWEEN 1 AND 250),
	CONSTRAINT ck_ticket_requested_for_length CHECK (length(requested_for) BETWEEN 1 AND 250),
	CONSTRAINT ck_ticket_place_length CHECK (length(place) BETWEEN 1 AND 250),
	CONSTRAINT ck_ticket_service_length CHECK (length(service) BETWEEN 1 AND 250),
	CONSTRAINT ck_ticket_software_length CHECK (length(software) BETWEEN 1 AND 250),
	CONSTRAINT ck_ticket_software_version_length CHECK (length(software_version) BETWEEN 1 AND 250),
	CONSTRAINT ck_ticket_browser_length CHECK (length(browser) BETWEEN 1 AND 250),
	CONSTRAINT ck_ticket_os_length CHECK (length(os) BETWEEN 1 AND 250),
	CONSTRAINT ck_ticket_external_id_length CHECK (length(external_id) BETWEEN 1 AND 250),
	CONSTRAINT ck_ticket_description_length CHECK (length(description) BETWEEN 1 AND 100000),
	CONSTRAINT ck_ticket_symptoms_length CHECK (length(symptoms) BETWEEN 1 AND 100000),
	CONSTRAINT ck_ticket_steps_before_length CHECK (length(steps_before) BETWEEN 1 AND 100000),
	CONSTRAINT ck_ticket_verification_length CHECK (length(verification) BETWEEN 1 AND 100000),
	CONSTRAINT ck_ticket_solution_length CHECK (length(solution) BETWEEN 1 AND 100000),
	CONSTRAINT ck_ticket_measures_length CHECK (length(measures) BETWEEN 1 AND 100000),
	CONSTRAINT ck_ticket_rank_value CHECK (rank = coalesce(priority, 0)),
	CONSTRAINT ck_ticket_due_sort_value CHECK (due_sort = coalesce(due_at, 4611686018427387904)),
	CONSTRAINT ck_ticket_new_untriaged CHECK (NOT (status = 'new') OR (priority IS NULL)),
	CONSTRAINT ck_ticket_worked_triaged CHECK (NOT (status IN ('open', 'in_progress', 'waiting', 'resolved', 'closed')) OR (kind IS NOT NULL AND category IS NOT NULL AND priority IS NOT NULL AND impact IS NOT NULL AND urgency IS NOT NULL AND (kind = 'request' OR nature IS NOT NULL))),
	CONSTRAINT ck_ticket_overridden_priority CHECK (NOT (overridden = 1) OR (priority IS NOT NULL)),
	CONSTRAINT ck_ticket_waiting_wakes CHECK (NOT (status = 'waiting') OR (wake_at IS NOT NULL AND wait_reason IS NOT NULL)),
	CONSTRAINT ck_ticket_resolved_told CHECK (NOT (status IN ('resolved', 'closed')) OR (resolved_at IS NOT NULL AND resolution_code IS NOT NULL AND solution IS NOT NULL)),
	CONSTRAINT ck_ticket_closed_verified CHECK (NOT (status = 'closed') OR (closed_at IS NOT NULL AND verified = 1)),
	CONSTRAINT ck_ticket_merged_pair CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
	CONSTRAINT ck_ticket_merged_from CHECK (NOT (status = 'merged') OR (status_before_merge IS NOT NULL)),
	CONSTRAINT ck_ticket_merged_other CHECK (NOT (merged_into IS NOT NULL) OR (merged_into <> id)),
	CONSTRAINT fk_ticket_assignee FOREIGN KEY(assignee) REFERENCES agent (name),
	CONSTRAINT fk_ticket_category FOREIGN KEY(category) REFERENCES category (code),
	CONSTRAINT fk_ticket_reporter_id FOREIGN KEY(reporter_id) REFERENCES reporter (id),
	CONSTRAINT uq_ticket_external_id UNIQUE (external_id),
	CONSTRAINT fk_ticket_merged_into FOREIGN KEY(merged_into) REFERENCES ticket (id)
);
CREATE INDEX ix_ticket_assignee ON ticket (assignee, rank, due_sort, id) WHERE status IN ('new', 'open', 'in_progress', 'waiting');
CREATE INDEX ix_ticket_done ON ticket (status, id) WHERE status IN ('closed', 'cancelled', 'merged');
CREATE INDEX ix_ticket_guarded ON ticket (status, line, assignee, restricted, about, id) WHERE (restricted = 1 OR about IS NOT NULL);
CREATE INDEX ix_ticket_queue ON ticket (line, rank, due_sort, id) WHERE status IN ('new', 'open', 'in_progress', 'waiting');
CREATE INDEX ix_ticket_reporter_id ON ticket (reporter_id);
CREATE INDEX ix_ticket_status ON ticket (status, rank, due_sort, id) WHERE status IN ('new', 'open', 'in_progress', 'waiting', 'resolved');
CREATE INDEX ix_ticket_unassigned ON ticket (line, rank, due_sort, id) WHERE status IN ('new', 'open', 'in_progress', 'waiting') AND assignee IS NULL;
CREATE TABLE answer (
	ticket_id INTEGER NOT NULL,
	question TEXT NOT NULL,
	answer TEXT,
	CONSTRAINT pk_answer PRIMARY KEY (ticket_id, question),
	CONSTRAINT ck_answer_question_length CHECK (length(question) BETWEEN 1 AND 64),
	CONSTRAINT ck_answer_answer_length CHECK (length(answer) BETWEEN 1 AND 100000),
	CONSTRAINT fk_answer_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id)
);
CREATE TABLE event (
	id INTEGER NOT NULL,
	at BIGINT NOT NULL,
	actor TEXT NOT NULL,
	via TEXT,
	ticket_id INTEGER,
	version INTEGER,
	kind TEXT NOT NULL,
	act TEXT,
	canonical BYTEA NOT NULL,
	prev_hash BYTEA NOT NULL,
	hash BYTEA NOT NULL,
	CONSTRAINT pk_event PRIMARY KEY (id),
	CONSTRAINT ck_event_act_code CHECK (act IN ('register', 'triage', 'amend', 'take', 'pull', 'assign', 'release', 'wait', 'resume', 'diagnose', 'note', 'settle', 'reply', 'attach', 'link', 'escalate', 'handback', 'resolve', 'verify', 'close', 'reopen', 'cancel', 'merge', 'unmerge', 'override', 'major', 'restrict', 'undo')),
	CONSTRAINT ck_event_kind_length CHECK (length(kind) BETWEEN 1 AND 40),
	CONSTRAINT ck_event_actor_length CHECK (length(actor) BETWEEN 1 AND 250),
	CONSTRAINT ck_event_prev_hash_length CHECK (length(prev_hash) BETWEEN 32 AND 32),
	CONSTRAINT ck_event_hash_length CHECK (length(hash) BETWEEN 32 AND 32),
	CONSTRAINT ck_event_ticket_version CHECK (NOT (ticket_id IS NOT NULL) OR (version >= 1)),
	CONSTRAINT fk_event_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id)
);
CREATE INDEX ix_event_actor ON event (actor, id);
CREATE INDEX ix_event_ticket_id ON event (ticket_id, id);
CREATE TABLE sheet (
	ticket_id INTEGER NOT NULL,
	signs TEXT NOT NULL,
	extent TEXT NOT NULL,
	components TEXT NOT NULL,
	CONSTRAINT pk_sheet PRIMARY KEY (ticket_id),
	CONSTRAINT ck_sheet_signs_length CHECK (length(signs) BETWEEN 0 AND 100000),
	CONSTRAINT ck_sheet_extent_length CHECK (length(extent) BETWEEN 0 AND 100000),
	CONSTRAINT ck_sheet_components_length CHECK (length(components) BETWEEN 0 AND 100000),
	CONSTRAINT fk_sheet_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id)
);
CREATE TABLE ticket_person (
	ticket_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	CONSTRAINT pk_ticket_person PRIMARY KEY (ticket_id, name),
	CONSTRAINT ck_ticket_person_name_length CHECK (length(name) BETWEEN 1 AND 32),
	CONSTRAINT fk_ticket_person_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id)
);
CREATE INDEX ix_ticket_person_name ON ticket_person (name);
CREATE TABLE attachment (
	id INTEGER NOT NULL,
	ticket_id INTEGER NOT NULL,
	event_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	size INTEGER NOT NULL,
	sha256 BYTEA NOT NULL,
	salt BYTEA NOT NULL,
	author TEXT NOT NULL,
	at BIGINT NOT NULL,
	withdrawn INTEGER NOT NULL,
	CONSTRAINT pk_attachment PRIMARY KEY (id),
	CONSTRAINT ck_attachment_name_length CHECK (length(name) BETWEEN 1 AND 250),
	CONSTRAINT ck_attachment_media_type_length CHECK (length(media_type) BETWEEN 1 AND 250),
	CONSTRAINT ck_attachment_size_range CHECK (size BETWEEN 0 AND 26214400),
	CONSTRAINT ck_attachment_sha256_length CHECK (length(sha256) BETWEEN 32 AND 32),
	CONSTRAINT ck_attachment_withdrawn_flag CHECK (withdrawn IN (0, 1)),
	CONSTRAINT fk_attachment_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
	CONSTRAINT fk_attachment_event_id FOREIGN KEY(event_id) REFERENCES event (id)
);
CREATE INDEX ix_attachment_event_id ON attachment (event_id);
CREATE INDEX ix_attachment_ticket_id ON attachment (ticket_id, id);
CREATE TABLE event_text (
	event_id INTEGER NOT NULL,
	field TEXT NOT NULL,
	body TEXT,
	salt BYTEA NOT NULL,
	digest TEXT NOT NULL,
	CONSTRAINT pk_event_text PRIMARY KEY (event_id, field),
	CONSTRAINT ck_event_text_field_length CHECK (length(field) BETWEEN 1 AND 100),
	CONSTRAINT ck_event_text_body_length CHECK (length(body) BETWEEN 1 AND 100000),
	CONSTRAINT ck_event_text_digest_length CHECK (length(digest) BETWEEN 64 AND 64),
	CONSTRAINT fk_event_text_event_id FOREIGN KEY(event_id) REFERENCES event (id)
);
CREATE TABLE link (
	id INTEGER NOT NULL,
	ticket_id INTEGER NOT NULL,
	other_id INTEGER NOT NULL,
	event_id INTEGER NOT NULL,
	type TEXT NOT NULL,
	withdrawn INTEGER NOT NULL,
	CONSTRAINT pk_link PRIMARY KEY (id),
	CONSTRAINT ck_link_type_code CHECK (type IN ('child', 'related', 'duplicate')),
	CONSTRAINT ck_link_other_differs CHECK (other_id <> ticket_id),
	CONSTRAINT ck_link_withdrawn_flag CHECK (withdrawn IN (0, 1)),
	CONSTRAINT fk_link_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
	CONSTRAINT fk_link_other_id FOREIGN KEY(other_id) REFERENCES ticket (id),
	CONSTRAINT fk_link_event_id FOREIGN KEY(event_id) REFERENCES event (id)
);
CREATE INDEX ix_link_event_id ON link (event_id);
CREATE INDEX ix_link_other_id ON link (other_id, id);
CREATE INDEX ix_link_ticket_id ON link (ticket_id, id);
CREATE TABLE note (
	id INTEGER NOT NULL,
	ticket_id INTEGER NOT NULL,
	event_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	author TEXT NOT NULL,
	at BIGINT NOT NULL,
	body TEXT,
	salt BYTEA NOT NULL,
	outcome TEXT,
	delivery TEXT,
	withdrawn INTEGER NOT NULL,
	CONSTRAINT pk_note PRIMARY KEY (id),
	CONSTRAINT ck_note_kind_code CHECK (kind IN ('work', 'step', 'hypothesis', 'session', 'reply', 'message')),
	CONSTRAINT ck_note_delivery_code CHECK (delivery IN ('pending', 'delivered', 'not_delivered')),
	CONSTRAINT ck_note_body_length CHECK (length(body) BETWEEN 1 AND 100000),
	CONSTRAINT ck_note_outcome_length CHECK (length(outcome) BETWEEN 1 AND 100000),
	CONSTRAINT ck_note_delivery_public CHECK (NOT (delivery IS NOT NULL) OR (kind IN ('reply'))),
	CONSTRAINT ck_note_outcome_kind CHECK (NOT (outcome IS NOT NULL) OR (kind IN ('step', 'hypothesis', 'session'))),
	CONSTRAINT ck_note_withdrawn_flag CHECK (withdrawn IN (0, 1)),
	CONSTRAINT fk_note_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
	CONSTRAINT fk_note_event_id FOREIGN KEY(event_id) REFERENCES event (id)
);
CREATE INDEX ix_note_event_id ON note (event_id);
CREATE INDEX ix_note_ticket_id ON note (ticket_id, id);
CREATE TABLE attachment_chunk (
	attachment_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	data BYTEA NOT NULL,
	CONSTRAINT pk_attachment_chunk PRIMARY KEY (attachment_id, seq),
	CONSTRAINT ck_attachment_chunk_data_length CHECK (length(data) BETWEEN 1 AND 1048576),
	CONSTRAINT ck_attachment_chunk_seq_range CHECK (seq >= 0),
	CONSTRAINT fk_attachment_chunk_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id)
);
CREATE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$;
CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_append_only();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION event_append_only();
COMMENT ON TABLE desk IS 'deskterm schema 1';
