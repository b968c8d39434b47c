CREATE TABLE goal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	metric VARCHAR DEFAULT '' NOT NULL,
	period VARCHAR DEFAULT '' NOT NULL,
	target INTEGER DEFAULT '0' NOT NULL,
	currency VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT uq_goal_uid UNIQUE (uid),
	CONSTRAINT uq_goal_metric_period UNIQUE (metric, period)
);
CREATE TABLE kept (
	name VARCHAR NOT NULL,
	fingerprint VARCHAR DEFAULT '' NOT NULL,
	at VARCHAR DEFAULT '' NOT NULL,
	value VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_kept PRIMARY KEY (name)
)
 WITHOUT ROWID;
CREATE TABLE pipeline (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name VARCHAR DEFAULT '' NOT NULL,
	folded VARCHAR DEFAULT '' NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	retired_on VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL
);
CREATE UNIQUE INDEX ix_pipeline_by_name ON pipeline (folded) WHERE retired_on = '';
CREATE TABLE product (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	sku VARCHAR DEFAULT '' NOT NULL,
	name VARCHAR DEFAULT '' NOT NULL,
	folded VARCHAR DEFAULT '' NOT NULL,
	category VARCHAR DEFAULT '' NOT NULL,
	unit VARCHAR DEFAULT '' NOT NULL,
	price_minor INTEGER DEFAULT '0' NOT NULL,
	cost_minor INTEGER,
	currency VARCHAR DEFAULT '' NOT NULL,
	tax INTEGER DEFAULT '0' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	external_id VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	archived_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT uq_product_uid UNIQUE (uid)
);
CREATE INDEX ix_product_by_external_id ON product (external_id) WHERE external_id <> '';
CREATE INDEX ix_product_by_name ON product (folded, id);
CREATE UNIQUE INDEX ix_product_by_sku ON product (sku) WHERE sku <> '';
CREATE TABLE promotion (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	code VARCHAR DEFAULT '' NOT NULL,
	folded VARCHAR DEFAULT '' NOT NULL,
	name VARCHAR DEFAULT '' NOT NULL,
	discount INTEGER DEFAULT '0' NOT NULL,
	amount_minor INTEGER DEFAULT '0' NOT NULL,
	currency VARCHAR DEFAULT '' NOT NULL,
	starts VARCHAR DEFAULT '' NOT NULL,
	ends VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT uq_promotion_uid UNIQUE (uid),
	CONSTRAINT uq_promotion_folded UNIQUE (folded)
);
CREATE TABLE score (
	contact_id INTEGER NOT NULL,
	recency_days INTEGER DEFAULT '0' NOT NULL,
	orders INTEGER DEFAULT '0' NOT NULL,
	monetary_minor INTEGER DEFAULT '0' NOT NULL,
	r INTEGER DEFAULT '0' NOT NULL,
	f INTEGER DEFAULT '0' NOT NULL,
	m INTEGER DEFAULT '0' NOT NULL,
	segment VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_score PRIMARY KEY (contact_id)
);
CREATE TABLE segment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	name VARCHAR DEFAULT '' NOT NULL,
	folded VARCHAR DEFAULT '' NOT NULL,
	kind VARCHAR DEFAULT 'dynamic' NOT NULL,
	noun VARCHAR DEFAULT 'contact' NOT NULL,
	"query" VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	taken_on VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT ck_segment_kind CHECK (kind IN ('dynamic', 'frozen')),
	CONSTRAINT uq_segment_uid UNIQUE (uid),
	CONSTRAINT uq_segment_folded UNIQUE (folded)
);
CREATE TABLE sync_state (
	place VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	contact_id INTEGER DEFAULT '0' NOT NULL,
	file_hash VARCHAR DEFAULT '' NOT NULL,
	card_hash VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_sync_state PRIMARY KEY (place, name)
)
 WITHOUT ROWID;
CREATE INDEX ix_sync_state_by_contact ON sync_state (contact_id);
CREATE TABLE billing (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER NOT NULL,
	legal_name VARCHAR DEFAULT '' NOT NULL,
	tax_id VARCHAR DEFAULT '' NOT NULL,
	address VARCHAR DEFAULT '' NOT NULL,
	email VARCHAR DEFAULT '' NOT NULL,
	terms VARCHAR DEFAULT '' NOT NULL,
	currency VARCHAR DEFAULT '' NOT NULL,
	tax INTEGER,
	method VARCHAR DEFAULT '' NOT NULL,
	credit_limit_minor INTEGER,
	credit_score VARCHAR DEFAULT '' NOT NULL,
	credit_score_source VARCHAR DEFAULT '' NOT NULL,
	credit_score_on VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT uq_billing_uid UNIQUE (uid),
	CONSTRAINT fk_billing_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE UNIQUE INDEX ix_billing_by_contact ON billing (contact_id);
CREATE TABLE consent (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER NOT NULL,
	date VARCHAR DEFAULT '' NOT NULL,
	channel VARCHAR DEFAULT 'email' NOT NULL,
	purpose VARCHAR DEFAULT 'marketing' NOT NULL,
	action VARCHAR DEFAULT 'pending' NOT NULL,
	basis VARCHAR DEFAULT '' NOT NULL,
	source VARCHAR DEFAULT '' NOT NULL,
	evidence VARCHAR DEFAULT '' NOT NULL,
	expires VARCHAR DEFAULT '' NOT NULL,
	actor VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT ck_consent_channel CHECK (channel IN ('email', 'phone', 'sms', 'whatsapp', 'post')),
	CONSTRAINT ck_consent_purpose CHECK (purpose IN ('marketing', 'newsletter', 'birthday', 'survey', 'service')),
	CONSTRAINT ck_consent_action CHECK (action IN ('granted', 'withdrawn', 'denied', 'pending')),
	CONSTRAINT ck_consent_basis CHECK (basis IN ('consent', 'soft-opt-in', 'contract', 'legal-obligation', 'vital-interests', 'public-task', 'legitimate-interests', '')),
	CONSTRAINT uq_consent_uid UNIQUE (uid),
	CONSTRAINT fk_consent_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE INDEX ix_consent_by_contact ON consent (contact_id, channel, purpose, date);
CREATE INDEX ix_consent_by_purpose ON consent (purpose, action, channel, contact_id, date);
CREATE TABLE cost (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	date VARCHAR DEFAULT '' NOT NULL,
	amount_minor INTEGER DEFAULT '0' NOT NULL,
	currency VARCHAR DEFAULT '' NOT NULL,
	rate INTEGER DEFAULT '1000000' NOT NULL,
	purpose VARCHAR DEFAULT 'acquisition' NOT NULL,
	category VARCHAR DEFAULT 'other' NOT NULL,
	channel VARCHAR DEFAULT '' NOT NULL,
	source VARCHAR DEFAULT '' NOT NULL,
	campaign VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER,
	note VARCHAR DEFAULT '' NOT NULL,
	external_id VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT ck_cost_purpose CHECK (purpose IN ('acquisition', 'retention', 'service', 'overhead')),
	CONSTRAINT ck_cost_category CHECK (category IN ('ads', 'travel', 'time', 'material', 'event', 'software', 'salary', 'commission', 'other')),
	CONSTRAINT uq_cost_uid UNIQUE (uid),
	CONSTRAINT fk_cost_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE INDEX ix_cost_by_contact ON cost (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX ix_cost_by_date ON cost (date, id);
CREATE INDEX ix_cost_by_external_id ON cost (external_id) WHERE external_id <> '';
CREATE TABLE distinction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER NOT NULL,
	other_id INTEGER NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT uq_distinction_uid UNIQUE (uid),
	CONSTRAINT uq_distinction_contact_id_other_id UNIQUE (contact_id, other_id),
	CONSTRAINT fk_distinction_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_distinction_other_id FOREIGN KEY(other_id) REFERENCES contact (id)
);
CREATE INDEX ix_distinction_by_other ON distinction (other_id);
CREATE TABLE former (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	number INTEGER DEFAULT '0' NOT NULL,
	external_id VARCHAR DEFAULT '' NOT NULL,
	name VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT uq_former_uid UNIQUE (uid),
	CONSTRAINT fk_former_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE INDEX ix_former_by_contact ON former (contact_id);
CREATE INDEX ix_former_by_external_id ON former (external_id) WHERE external_id <> '';
CREATE INDEX ix_former_by_number ON former (number);
CREATE TABLE payment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER NOT NULL,
	date VARCHAR DEFAULT '' NOT NULL,
	amount_minor INTEGER DEFAULT '0' NOT NULL,
	currency VARCHAR DEFAULT '' NOT NULL,
	method VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	external_id VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT uq_payment_uid UNIQUE (uid),
	CONSTRAINT fk_payment_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE INDEX ix_payment_by_contact ON payment (contact_id, date);
CREATE INDEX ix_payment_by_date ON payment (date, id);
CREATE INDEX ix_payment_by_external_id ON payment (external_id) WHERE external_id <> '';
CREATE TABLE segment_member (
	segment_id INTEGER NOT NULL,
	contact_id INTEGER NOT NULL,
	CONSTRAINT pk_segment_member PRIMARY KEY (segment_id, contact_id),
	CONSTRAINT fk_segment_member_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_segment_member_by_contact ON segment_member (contact_id);
CREATE TABLE snapshot (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	segment_id INTEGER NOT NULL,
	taken_on VARCHAR DEFAULT '' NOT NULL,
	"query" VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT uq_snapshot_uid UNIQUE (uid),
	CONSTRAINT fk_snapshot_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id)
);
CREATE INDEX ix_snapshot_by_segment ON snapshot (segment_id, taken_on);
CREATE TABLE stage (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	pipeline_id INTEGER NOT NULL,
	slug VARCHAR DEFAULT '' NOT NULL,
	name VARCHAR DEFAULT '' NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	probability INTEGER DEFAULT '0' NOT NULL,
	rot_days INTEGER DEFAULT '0' NOT NULL,
	is_won INTEGER DEFAULT '0' NOT NULL,
	criteria VARCHAR DEFAULT '' NOT NULL,
	retired_on VARCHAR DEFAULT '' NOT NULL,
	successor_id INTEGER,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT fk_stage_pipeline_id FOREIGN KEY(pipeline_id) REFERENCES pipeline (id),
	CONSTRAINT fk_stage_successor_id FOREIGN KEY(successor_id) REFERENCES stage (id)
);
CREATE UNIQUE INDEX ix_stage_by_word ON stage (pipeline_id, slug) WHERE retired_on = '';
CREATE TABLE deal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	title VARCHAR DEFAULT '' NOT NULL,
	title_folded VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER,
	organisation_id INTEGER,
	pipeline_id INTEGER NOT NULL,
	stage_id INTEGER NOT NULL,
	status VARCHAR DEFAULT 'open' NOT NULL,
	amount_minor INTEGER DEFAULT '0' NOT NULL,
	currency VARCHAR DEFAULT '' NOT NULL,
	probability INTEGER,
	expected_close VARCHAR DEFAULT '' NOT NULL,
	source VARCHAR DEFAULT '' NOT NULL,
	campaign VARCHAR DEFAULT '' NOT NULL,
	buyer_type VARCHAR DEFAULT '' NOT NULL,
	needs VARCHAR DEFAULT '' NOT NULL,
	competitor VARCHAR DEFAULT '' NOT NULL,
	reason VARCHAR DEFAULT '' NOT NULL,
	next_step VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	owner VARCHAR DEFAULT '' NOT NULL,
	opened_on VARCHAR DEFAULT '' NOT NULL,
	stage_since VARCHAR DEFAULT '' NOT NULL,
	closed_on VARCHAR DEFAULT '' NOT NULL,
	external_id VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT ck_deal_status CHECK (status IN ('open', 'won', 'lost', 'abandoned')),
	CONSTRAINT ck_deal_buyer_type CHECK (buyer_type IN ('new', 'returning', 'referred', '')),
	CONSTRAINT uq_deal_uid UNIQUE (uid),
	CONSTRAINT fk_deal_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_deal_organisation_id FOREIGN KEY(organisation_id) REFERENCES contact (id),
	CONSTRAINT fk_deal_pipeline_id FOREIGN KEY(pipeline_id) REFERENCES pipeline (id),
	CONSTRAINT fk_deal_stage_id FOREIGN KEY(stage_id) REFERENCES stage (id)
);
CREATE INDEX ix_deal_by_close ON deal (expected_close = '', expected_close, id) WHERE status = 'open' AND trashed_at = '';
CREATE INDEX ix_deal_by_closing ON deal (closed_on, status, id);
CREATE INDEX ix_deal_by_contact ON deal (contact_id);
CREATE INDEX ix_deal_by_external_id ON deal (external_id) WHERE external_id <> '';
CREATE INDEX ix_deal_by_organisation ON deal (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX ix_deal_by_stage ON deal (stage_id, stage_since, currency, amount_minor, probability, pipeline_id) WHERE status = 'open' AND trashed_at = '';
CREATE INDEX ix_deal_by_title ON deal (title_folded, id);
CREATE TABLE snapshot_member (
	snapshot_id INTEGER NOT NULL,
	contact_id INTEGER NOT NULL,
	CONSTRAINT pk_snapshot_member PRIMARY KEY (snapshot_id, contact_id),
	CONSTRAINT fk_snapshot_member_snapshot_id FOREIGN KEY(snapshot_id) REFERENCES snapshot (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_snapshot_member_by_contact ON snapshot_member (contact_id);
CREATE TABLE deal_move (
	deal_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	stage_id INTEGER NOT NULL,
	status VARCHAR DEFAULT 'open' NOT NULL,
	at VARCHAR DEFAULT '' NOT NULL,
	actor VARCHAR DEFAULT '' NOT NULL,
	reason VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_deal_move PRIMARY KEY (deal_id, position),
	CONSTRAINT fk_deal_move_deal_id FOREIGN KEY(deal_id) REFERENCES deal (id),
	CONSTRAINT fk_deal_move_stage_id FOREIGN KEY(stage_id) REFERENCES stage (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_deal_move_by_stage ON deal_move (stage_id, at);
CREATE TABLE deal_tag (
	deal_id INTEGER NOT NULL,
	tag_id INTEGER NOT NULL,
	CONSTRAINT pk_deal_tag PRIMARY KEY (deal_id, tag_id),
	CONSTRAINT fk_deal_tag_deal_id FOREIGN KEY(deal_id) REFERENCES deal (id),
	CONSTRAINT fk_deal_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_deal_tag_by_tag ON deal_tag (tag_id, deal_id);
CREATE TABLE quote (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	number VARCHAR DEFAULT '' NOT NULL,
	revision INTEGER DEFAULT '1' NOT NULL,
	deal_id INTEGER,
	contact_id INTEGER,
	date VARCHAR DEFAULT '' NOT NULL,
	valid_until VARCHAR DEFAULT '' NOT NULL,
	status VARCHAR DEFAULT 'draft' NOT NULL,
	sent_on VARCHAR DEFAULT '' NOT NULL,
	decided_on VARCHAR DEFAULT '' NOT NULL,
	reason VARCHAR DEFAULT '' NOT NULL,
	currency VARCHAR DEFAULT '' NOT NULL,
	discount INTEGER DEFAULT '0' NOT NULL,
	terms VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	promotion_id INTEGER,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT ck_quote_status CHECK (status IN ('draft', 'sent', 'accepted', 'rejected')),
	CONSTRAINT uq_quote_uid UNIQUE (uid),
	CONSTRAINT uq_quote_number_revision UNIQUE (number, revision),
	CONSTRAINT fk_quote_deal_id FOREIGN KEY(deal_id) REFERENCES deal (id),
	CONSTRAINT fk_quote_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_quote_promotion_id FOREIGN KEY(promotion_id) REFERENCES promotion (id)
);
CREATE INDEX ix_quote_by_contact ON quote (contact_id, date);
CREATE INDEX ix_quote_by_deal ON quote (deal_id);
CREATE TABLE quote_line (
	quote_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	product_id INTEGER,
	text VARCHAR DEFAULT '' NOT NULL,
	quantity INTEGER DEFAULT '1000' NOT NULL,
	unit_minor INTEGER DEFAULT '0' NOT NULL,
	cost_minor INTEGER,
	discount INTEGER DEFAULT '0' NOT NULL,
	tax INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_quote_line PRIMARY KEY (quote_id, position),
	CONSTRAINT fk_quote_line_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id),
	CONSTRAINT fk_quote_line_product_id FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;
CREATE TABLE sale (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	number VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER NOT NULL,
	deal_id INTEGER,
	quote_id INTEGER,
	date VARCHAR DEFAULT '' NOT NULL,
	status VARCHAR DEFAULT 'confirmed' NOT NULL,
	cancelled_on VARCHAR DEFAULT '' NOT NULL,
	net_minor INTEGER DEFAULT '0' NOT NULL,
	tax_minor INTEGER DEFAULT '0' NOT NULL,
	cost_minor INTEGER,
	currency VARCHAR DEFAULT '' NOT NULL,
	rate INTEGER DEFAULT '1000000' NOT NULL,
	refunded_minor INTEGER DEFAULT '0' NOT NULL,
	channel VARCHAR DEFAULT '' NOT NULL,
	seller VARCHAR DEFAULT '' NOT NULL,
	source VARCHAR DEFAULT '' NOT NULL,
	campaign VARCHAR DEFAULT '' NOT NULL,
	reason VARCHAR DEFAULT '' NOT NULL,
	terms VARCHAR DEFAULT '' NOT NULL,
	promotion_id INTEGER,
	note VARCHAR DEFAULT '' NOT NULL,
	external_id VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT ck_sale_status CHECK (status IN ('confirmed', 'cancelled')),
	CONSTRAINT uq_sale_uid UNIQUE (uid),
	CONSTRAINT fk_sale_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_sale_deal_id FOREIGN KEY(deal_id) REFERENCES deal (id),
	CONSTRAINT fk_sale_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id),
	CONSTRAINT fk_sale_promotion_id FOREIGN KEY(promotion_id) REFERENCES promotion (id)
);
CREATE INDEX ix_sale_by_contact ON sale (contact_id, date, net_minor, currency, rate, refunded_minor, cancelled_on, cost_minor) WHERE trashed_at = '';
CREATE INDEX ix_sale_by_date ON sale (date, id) WHERE trashed_at = '';
CREATE INDEX ix_sale_by_deal ON sale (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX ix_sale_by_external_id ON sale (external_id) WHERE external_id <> '';
CREATE UNIQUE INDEX ix_sale_by_number ON sale (number) WHERE number <> '';
CREATE TABLE answer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER NOT NULL,
	date VARCHAR DEFAULT '' NOT NULL,
	kind VARCHAR DEFAULT 'nps' NOT NULL,
	score INTEGER DEFAULT '0' NOT NULL,
	phase VARCHAR DEFAULT '' NOT NULL,
	channel VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	sale_id INTEGER,
	external_id VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT ck_answer_kind CHECK (kind IN ('nps', 'csat', 'ces')),
	CONSTRAINT ck_answer_phase CHECK (phase IN ('before', 'after', '')),
	CONSTRAINT uq_answer_uid UNIQUE (uid),
	CONSTRAINT fk_answer_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_answer_sale_id FOREIGN KEY(sale_id) REFERENCES sale (id)
);
CREATE INDEX ix_answer_by_contact ON answer (contact_id, kind, date, score, trashed_at);
CREATE INDEX ix_answer_by_date ON answer (date, id);
CREATE INDEX ix_answer_by_external_id ON answer (external_id) WHERE external_id <> '';
CREATE INDEX ix_answer_by_sale ON answer (sale_id) WHERE sale_id IS NOT NULL;
CREATE TABLE delivery (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER NOT NULL,
	sale_id INTEGER,
	title VARCHAR DEFAULT '' NOT NULL,
	promised_on VARCHAR DEFAULT '' NOT NULL,
	shipped_on VARCHAR DEFAULT '' NOT NULL,
	delivered_on VARCHAR DEFAULT '' NOT NULL,
	carrier VARCHAR DEFAULT '' NOT NULL,
	tracking VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT uq_delivery_uid UNIQUE (uid),
	CONSTRAINT fk_delivery_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_delivery_sale_id FOREIGN KEY(sale_id) REFERENCES sale (id)
);
CREATE INDEX ix_delivery_by_contact ON delivery (contact_id);
CREATE INDEX ix_delivery_by_promise ON delivery (promised_on, id) WHERE delivered_on = '' AND trashed_at = '';
CREATE INDEX ix_delivery_by_sale ON delivery (sale_id) WHERE sale_id IS NOT NULL;
CREATE TABLE invoice (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR DEFAULT '' NOT NULL,
	number VARCHAR DEFAULT '' NOT NULL,
	contact_id INTEGER NOT NULL,
	sale_id INTEGER,
	date VARCHAR DEFAULT '' NOT NULL,
	status VARCHAR DEFAULT 'issued' NOT NULL,
	voided_on VARCHAR DEFAULT '' NOT NULL,
	terms VARCHAR DEFAULT '' NOT NULL,
	currency VARCHAR DEFAULT '' NOT NULL,
	net_minor INTEGER DEFAULT '0' NOT NULL,
	tax_minor INTEGER DEFAULT '0' NOT NULL,
	total_minor INTEGER DEFAULT '0' NOT NULL,
	paid_minor INTEGER DEFAULT '0' NOT NULL,
	settled_on VARCHAR DEFAULT '' NOT NULL,
	bill_to VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	external_id VARCHAR DEFAULT '' NOT NULL,
	created_at VARCHAR DEFAULT '' NOT NULL,
	updated_at VARCHAR DEFAULT '' NOT NULL,
	trashed_at VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT ck_invoice_status CHECK (status IN ('issued', 'void')),
	CONSTRAINT uq_invoice_uid UNIQUE (uid),
	CONSTRAINT uq_invoice_number UNIQUE (number),
	CONSTRAINT fk_invoice_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_invoice_sale_id FOREIGN KEY(sale_id) REFERENCES sale (id)
);
CREATE INDEX ix_invoice_by_contact ON invoice (contact_id, date);
CREATE INDEX ix_invoice_by_date ON invoice (date, id);
CREATE INDEX ix_invoice_by_external_id ON invoice (external_id) WHERE external_id <> '';
CREATE INDEX ix_invoice_by_sale ON invoice (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX ix_invoice_by_settling ON invoice (settled_on, contact_id, id, paid_minor) WHERE trashed_at = '';
CREATE TABLE sale_line (
	sale_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	product_id INTEGER,
	text VARCHAR DEFAULT '' NOT NULL,
	quantity INTEGER DEFAULT '1000' NOT NULL,
	unit_minor INTEGER DEFAULT '0' NOT NULL,
	cost_minor INTEGER,
	discount INTEGER DEFAULT '0' NOT NULL,
	tax INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_sale_line PRIMARY KEY (sale_id, position),
	CONSTRAINT fk_sale_line_sale_id FOREIGN KEY(sale_id) REFERENCES sale (id),
	CONSTRAINT fk_sale_line_product_id FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_sale_line_by_product ON sale_line (product_id, sale_id) WHERE product_id IS NOT NULL;
CREATE INDEX ix_sale_line_of_no_product ON sale_line (sale_id) WHERE product_id IS NULL;
CREATE TABLE sale_refund (
	sale_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	date VARCHAR DEFAULT '' NOT NULL,
	amount_minor INTEGER DEFAULT '0' NOT NULL,
	reason VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_sale_refund PRIMARY KEY (sale_id, position),
	CONSTRAINT fk_sale_refund_sale_id FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 WITHOUT ROWID;
CREATE TABLE allocation (
	payment_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	invoice_id INTEGER NOT NULL,
	amount_minor INTEGER DEFAULT '0' NOT NULL,
	discount_minor INTEGER DEFAULT '0' NOT NULL,
	date VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_allocation PRIMARY KEY (payment_id, position),
	CONSTRAINT fk_allocation_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id),
	CONSTRAINT fk_allocation_invoice_id FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_allocation_by_invoice ON allocation (invoice_id, payment_id);
CREATE TABLE instalment (
	invoice_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	due VARCHAR DEFAULT '' NOT NULL,
	amount_minor INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_instalment PRIMARY KEY (invoice_id, position),
	CONSTRAINT fk_instalment_invoice_id FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_instalment_by_due ON instalment (due, invoice_id, amount_minor);
CREATE TABLE invoice_discount (
	invoice_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	until VARCHAR DEFAULT '' NOT NULL,
	amount_minor INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_invoice_discount PRIMARY KEY (invoice_id, position),
	CONSTRAINT fk_invoice_discount_invoice_id FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 WITHOUT ROWID;
CREATE INDEX ix_invoice_discount_by_until ON invoice_discount (until, invoice_id);
CREATE TABLE invoice_line (
	invoice_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	product_id INTEGER,
	text VARCHAR DEFAULT '' NOT NULL,
	quantity INTEGER DEFAULT '1000' NOT NULL,
	unit_minor INTEGER DEFAULT '0' NOT NULL,
	cost_minor INTEGER,
	discount INTEGER DEFAULT '0' NOT NULL,
	tax INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_invoice_line PRIMARY KEY (invoice_id, position),
	CONSTRAINT fk_invoice_line_invoice_id FOREIGN KEY(invoice_id) REFERENCES invoice (id),
	CONSTRAINT fk_invoice_line_product_id FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;
CREATE VIRTUAL TABLE deal_search USING fts5(body, content = '', detail = 'none', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');
INSERT INTO pipeline (id, name, folded, position, version) VALUES (1, '', '', 0, 1);
INSERT INTO stage (id, pipeline_id, slug, name, position, probability, rot_days, is_won, criteria, version) VALUES (1, 1, 'first-contact', '', 1, 5, 30, 0, '', 1);
INSERT INTO stage (id, pipeline_id, slug, name, position, probability, rot_days, is_won, criteria, version) VALUES (2, 1, 'lead', '', 2, 10, 30, 0, '', 1);
INSERT INTO stage (id, pipeline_id, slug, name, position, probability, rot_days, is_won, criteria, version) VALUES (3, 1, 'conversation', '', 3, 20, 21, 0, '', 1);
INSERT INTO stage (id, pipeline_id, slug, name, position, probability, rot_days, is_won, criteria, version) VALUES (4, 1, 'needs', '', 4, 40, 21, 0, '', 1);
INSERT INTO stage (id, pipeline_id, slug, name, position, probability, rot_days, is_won, criteria, version) VALUES (5, 1, 'proposal', '', 5, 60, 14, 0, '', 1);
INSERT INTO stage (id, pipeline_id, slug, name, position, probability, rot_days, is_won, criteria, version) VALUES (6, 1, 'won', '', 6, 100, 0, 1, '', 1);
