package dev.millrace.agents.crm;

import dev.millrace.entities.Entities;
import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityRef;
import dev.millrace.entities.EntityType;
import dev.millrace.tenancy.TenantId;
import java.util.List;
import java.util.Optional;

/** Records as the database has them. */
record StoredRecords(Entities entities, TenantId tenant) implements Records {
    @Override
    public Optional<Entity> find(EntityRef ref) {
        return entities.find(tenant, ref);
    }

    @Override
    public List<Entity> related(EntityRef to, EntityType type, int limit) {
        return entities.related(tenant, to, type, limit);
    }

    @Override
    public List<Entity> newest(EntityType type, int limit) {
        return entities.newest(tenant, type, limit);
    }

    @Override
    public List<Entity> past(EntityType type) {
        return entities.brief(tenant, type, Cohort.READS, Cohort.MOST);
    }
}
