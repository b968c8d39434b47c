-- Made by `python -m crmcli.store.tables.schema`; a test holds it to the declared tables.
CREATE TABLE change_set (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	at VARCHAR DEFAULT '' NOT NULL,
	actor VARCHAR DEFAULT '' NOT NULL,
	command VARCHAR DEFAULT '' NOT NULL,
	kind VARCHAR DEFAULT 'ordinary' NOT NULL,
	inverts INTEGER,
	undone_by INTEGER,
	program VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT ck_change_set_kind CHECK (kind IN ('ordinary', 'undo', 'redo', 'system')),
	CONSTRAINT fk_change_set_inverts FOREIGN KEY(inverts) REFERENCES change_set (id),
	CONSTRAINT fk_change_set_undone_by FOREIGN KEY(undone_by) REFERENCES change_set (id)
);
CREATE TABLE contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	kind VARCHAR DEFAULT 'person' NOT NULL,
	name VARCHAR DEFAULT '' NOT NULL,
	prefix VARCHAR DEFAULT '' NOT NULL,
	given VARCHAR DEFAULT '' NOT NULL,
	middle VARCHAR DEFAULT '' NOT NULL,
	family VARCHAR DEFAULT '' NOT NULL,
	suffix VARCHAR DEFAULT '' NOT NULL,
	nickname VARCHAR DEFAULT '' NOT NULL,
	phonetic VARCHAR DEFAULT '' NOT NULL,
	organisation_id INTEGER,
	job_title VARCHAR DEFAULT '' NOT NULL,
	department VARCHAR DEFAULT '' NOT NULL,
	lifecycle VARCHAR DEFAULT '' NOT NULL,
	source VARCHAR DEFAULT '' NOT NULL,
	referred_by INTEGER,
	birthday VARCHAR DEFAULT '' NOT NULL,
	language VARCHAR DEFAULT '' NOT NULL,
	owner VARCHAR DEFAULT '' NOT NULL,
	cadence VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	properties VARCHAR DEFAULT '' NOT NULL,
	external_id VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	archived_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	sort_name VARCHAR DEFAULT '' NOT NULL,
	last_at VARCHAR DEFAULT '' NOT NULL,
	touch_by VARCHAR DEFAULT '' NOT NULL,
	birthday_md VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT ck_contact_kind CHECK (kind IN ('person', 'organisation')),
	CONSTRAINT ck_contact_lifecycle CHECK (lifecycle IN ('subscriber', 'lead', 'mql', 'sql', 'opportunity', 'customer', 'evangelist', 'former', 'other', '')),
	CONSTRAINT uq_contact_uid UNIQUE (uid),
	CONSTRAINT fk_contact_organisation_id FOREIGN KEY(organisation_id) REFERENCES contact (id),
	CONSTRAINT fk_contact_referred_by FOREIGN KEY(referred_by) REFERENCES contact (id)
);
CREATE INDEX ix_contact_by_birthday ON contact (birthday_md) WHERE birthday_md <> '';
CREATE INDEX ix_contact_by_external_id ON contact (external_id) WHERE external_id <> '';
CREATE INDEX ix_contact_by_last ON contact (last_at, id);
CREATE INDEX ix_contact_by_name ON contact (sort_name, id, last_at, kind, lifecycle, owner, archived_at, trashed_at);
CREATE INDEX ix_contact_by_organisation ON contact (organisation_id, last_at);
CREATE INDEX ix_contact_by_referrer ON contact (referred_by) WHERE referred_by IS NOT NULL;
CREATE INDEX ix_contact_by_touch ON contact (touch_by, archived_at, trashed_at) WHERE touch_by <> '';
CREATE TABLE fact (
	name VARCHAR NOT NULL,
	value VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_fact PRIMARY KEY (name)
);
CREATE TABLE field (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name VARCHAR DEFAULT '' NOT NULL,
	folded VARCHAR DEFAULT '' NOT NULL,
	type VARCHAR DEFAULT 'text' NOT NULL,
	choices VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT ck_field_type CHECK (type IN ('text', 'number', 'date', 'money', 'choice')),
	CONSTRAINT uq_field_folded UNIQUE (folded)
);
CREATE TABLE interaction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	at VARCHAR DEFAULT '' NOT NULL,
	channel VARCHAR DEFAULT 'note' NOT NULL,
	direction VARCHAR DEFAULT '' NOT NULL,
	subject VARCHAR DEFAULT '' NOT NULL,
	text VARCHAR DEFAULT '' NOT NULL,
	outcome VARCHAR DEFAULT '' NOT NULL,
	minutes INTEGER,
	actor VARCHAR DEFAULT '' NOT NULL,
	external_id VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT ck_interaction_channel CHECK (channel IN ('call', 'meeting', 'email', 'message', 'visit', 'note', 'letter', 'social', 'web', 'other')),
	CONSTRAINT ck_interaction_direction CHECK (direction IN ('in', 'out', 'internal', '')),
	CONSTRAINT ck_interaction_outcome CHECK (outcome IN ('positive', 'neutral', 'negative', 'sale-closed', 'follow-up-agreed', 'proposal-requested', 'no-answer', 'busy', 'voicemail', 'wrong-number', 'rescheduled', 'no-show', 'do-not-contact', '')),
	CONSTRAINT uq_interaction_uid UNIQUE (uid)
);
CREATE INDEX ix_interaction_by_external_id ON interaction (external_id) WHERE external_id <> '';
CREATE INDEX ix_interaction_by_time ON interaction (at, id);
CREATE TABLE tag (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name VARCHAR DEFAULT '' NOT NULL,
	folded VARCHAR DEFAULT '' NOT NULL,
	cadence VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT uq_tag_folded UNIQUE (folded)
);
CREATE TABLE change (
	change_set_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	noun VARCHAR DEFAULT '' NOT NULL,
	record_id INTEGER DEFAULT '0' NOT NULL,
	"before" VARCHAR DEFAULT '' NOT NULL,
	"after" VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_change PRIMARY KEY (change_set_id, seq),
	CONSTRAINT fk_change_change_set_id FOREIGN KEY(change_set_id) REFERENCES change_set (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_change_by_record ON change (noun, record_id, change_set_id);
CREATE TABLE contact_address (
	id INTEGER NOT NULL,
	contact_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	label VARCHAR DEFAULT '' NOT NULL,
	street VARCHAR DEFAULT '' NOT NULL,
	extended VARCHAR DEFAULT '' NOT NULL,
	po_box VARCHAR DEFAULT '' NOT NULL,
	city VARCHAR DEFAULT '' NOT NULL,
	region VARCHAR DEFAULT '' NOT NULL,
	postal_code VARCHAR DEFAULT '' NOT NULL,
	country VARCHAR DEFAULT '' NOT NULL,
	text VARCHAR DEFAULT '' NOT NULL,
	city_folded VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_contact_address PRIMARY KEY (id),
	CONSTRAINT fk_contact_address_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE INDEX ix_contact_address_by_city ON contact_address (city_folded, contact_id);
CREATE INDEX ix_contact_address_by_contact ON contact_address (contact_id, position);
CREATE TABLE contact_field (
	contact_id INTEGER NOT NULL,
	field_id INTEGER NOT NULL,
	value VARCHAR DEFAULT '' NOT NULL,
	folded VARCHAR DEFAULT '' NOT NULL,
	number FLOAT,
	CONSTRAINT pk_contact_field PRIMARY KEY (contact_id, field_id),
	CONSTRAINT fk_contact_field_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_contact_field_field_id FOREIGN KEY(field_id) REFERENCES field (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_contact_field_by_field ON contact_field (field_id, folded, contact_id);
CREATE TABLE contact_point (
	id INTEGER NOT NULL,
	contact_id INTEGER NOT NULL,
	kind VARCHAR DEFAULT 'email' NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	label VARCHAR DEFAULT '' NOT NULL,
	value VARCHAR DEFAULT '' NOT NULL,
	normal VARCHAR DEFAULT '' NOT NULL,
	preferred INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_contact_point PRIMARY KEY (id),
	CONSTRAINT ck_contact_point_kind CHECK (kind IN ('email', 'phone', 'url', 'handle')),
	CONSTRAINT fk_contact_point_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE INDEX ix_contact_point_by_contact ON contact_point (contact_id, kind, position);
CREATE INDEX ix_contact_point_by_normal ON contact_point (kind, normal, contact_id);
CREATE TABLE contact_tag (
	contact_id INTEGER NOT NULL,
	tag_id INTEGER NOT NULL,
	CONSTRAINT pk_contact_tag PRIMARY KEY (contact_id, tag_id),
	CONSTRAINT fk_contact_tag_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_contact_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_contact_tag_by_tag ON contact_tag (tag_id, contact_id);
CREATE TABLE interaction_tag (
	interaction_id INTEGER NOT NULL,
	tag_id INTEGER NOT NULL,
	CONSTRAINT pk_interaction_tag PRIMARY KEY (interaction_id, tag_id),
	CONSTRAINT fk_interaction_tag_interaction_id FOREIGN KEY(interaction_id) REFERENCES interaction (id),
	CONSTRAINT fk_interaction_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_interaction_tag_by_tag ON interaction_tag (tag_id, interaction_id);
CREATE TABLE participant (
	contact_id INTEGER NOT NULL,
	at VARCHAR NOT NULL,
	interaction_id INTEGER NOT NULL,
	counts INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_participant PRIMARY KEY (contact_id, at, interaction_id),
	CONSTRAINT fk_participant_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_participant_interaction_id FOREIGN KEY(interaction_id) REFERENCES interaction (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_participant_by_interaction ON participant (interaction_id);
CREATE TABLE task (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	kind VARCHAR DEFAULT 'follow-up' NOT NULL,
	title VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	due VARCHAR DEFAULT '' NOT NULL,
	"end" VARCHAR DEFAULT '' NOT NULL,
	zone VARCHAR DEFAULT '' NOT NULL,
	remind INTEGER,
	recurrence VARCHAR DEFAULT '' NOT NULL,
	from_done INTEGER DEFAULT '0' NOT NULL,
	status VARCHAR DEFAULT 'open' NOT NULL,
	done_at VARCHAR DEFAULT '' NOT NULL,
	priority VARCHAR DEFAULT 'normal' NOT NULL,
	contact_id INTEGER,
	origin_id INTEGER,
	sequence INTEGER DEFAULT '0' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	remind_at VARCHAR DEFAULT '' NOT NULL,
	reminded VARCHAR DEFAULT '' NOT NULL,
	title_folded VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT ck_task_kind CHECK (kind IN ('follow-up', 'call', 'email', 'meeting', 'visit', 'delivery', 'payment', 'other')),
	CONSTRAINT ck_task_status CHECK (status IN ('open', 'done', 'cancelled')),
	CONSTRAINT ck_task_priority CHECK (priority IN ('low', 'normal', 'high')),
	CONSTRAINT uq_task_uid UNIQUE (uid),
	CONSTRAINT fk_task_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_task_origin_id FOREIGN KEY(origin_id) REFERENCES task (id)
);
CREATE INDEX ix_task_by_contact ON task (contact_id, due);
CREATE INDEX ix_task_by_done ON task (done_at) WHERE done_at <> '';
CREATE INDEX ix_task_by_due ON task (due, id) WHERE status = 'open' AND trashed_at = '';
CREATE INDEX ix_task_by_origin ON task (origin_id) WHERE origin_id IS NOT NULL;
CREATE INDEX ix_task_by_reminder ON task (remind_at) WHERE remind_at <> '';
CREATE VIRTUAL TABLE contact_search USING fts5(name, points, words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');
CREATE VIRTUAL TABLE interaction_search USING fts5(body, content = '', detail = 'none', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');
CREATE VIRTUAL TABLE task_search USING fts5(body, content = '', detail = 'none', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');
