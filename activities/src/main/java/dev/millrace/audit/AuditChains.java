package dev.millrace.audit;

import dev.millrace.security.Keyset;
import dev.millrace.tenancy.TenantTransactions;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What works on the audit chains of one process: all of it shares what was last seen of them. */
public record AuditChains(AuditAppender appender, AuditVerifier verifier, AuditEntries entries, AuditSweep sweep) {
    /** @param application the database that {@code tenants} works on */
    public static AuditChains of(TenantTransactions tenants, DataSource application, Keyset keyset) {
        AuditChain chain = new AuditChain(keyset, new NamedParameterJdbcTemplate(application));
        return new AuditChains(
                new AuditAppender(tenants, chain),
                new AuditVerifier(tenants, chain),
                new AuditEntries(tenants),
                new AuditSweep(tenants, application, chain));
    }
}
