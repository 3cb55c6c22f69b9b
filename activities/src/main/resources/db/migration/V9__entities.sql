-- Records of a tenant's business, under the tenant's own ids.
CREATE TABLE entities (
    tenant_id   text NOT NULL,
    type        text NOT NULL CHECK
        (type IN ('contact', 'company', 'lead', 'deal', 'activity', 'project', 'document', 'customer')),
    id          text NOT NULL CHECK (char_length(id) BETWEEN 1 AND 200),
    -- UUIDv7: the order in which they came
    seq         uuid NOT NULL,
    attributes  jsonb NOT NULL CHECK (jsonb_typeof(attributes) = 'object'),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    -- What it belongs to. Columns, since under row-level security no index serves a condition on jsonb.
    contact_id  text GENERATED ALWAYS AS (attributes ->> 'contact_id') STORED,
    company_id  text GENERATED ALWAYS AS (attributes ->> 'company_id') STORED,
    lead_id     text GENERATED ALWAYS AS (attributes ->> 'lead_id') STORED,
    deal_id     text GENERATED ALWAYS AS (attributes ->> 'deal_id') STORED,
    activity_id text GENERATED ALWAYS AS (attributes ->> 'activity_id') STORED,
    project_id  text GENERATED ALWAYS AS (attributes ->> 'project_id') STORED,
    document_id text GENERATED ALWAYS AS (attributes ->> 'document_id') STORED,
    customer_id text GENERATED ALWAYS AS (attributes ->> 'customer_id') STORED,
    PRIMARY KEY (tenant_id, type, id)
);
CREATE INDEX entities_by_age ON entities (tenant_id, type, seq DESC);
CREATE INDEX entities_of_contact ON entities (tenant_id, contact_id, type, seq DESC) WHERE contact_id IS NOT NULL;
CREATE INDEX entities_of_company ON entities (tenant_id, company_id, type, seq DESC) WHERE company_id IS NOT NULL;
CREATE INDEX entities_of_lead ON entities (tenant_id, lead_id, type, seq DESC) WHERE lead_id IS NOT NULL;
CREATE INDEX entities_of_deal ON entities (tenant_id, deal_id, type, seq DESC) WHERE deal_id IS NOT NULL;
CREATE INDEX entities_of_activity ON entities (tenant_id, activity_id, type, seq DESC) WHERE activity_id IS NOT NULL;
CREATE INDEX entities_of_project ON entities (tenant_id, project_id, type, seq DESC) WHERE project_id IS NOT NULL;
CREATE INDEX entities_of_document ON entities (tenant_id, document_id, type, seq DESC) WHERE document_id IS NOT NULL;
CREATE INDEX entities_of_customer ON entities (tenant_id, customer_id, type, seq DESC) WHERE customer_id IS NOT NULL;
CALL fence('entities', 'SELECT, INSERT, UPDATE, DELETE');
