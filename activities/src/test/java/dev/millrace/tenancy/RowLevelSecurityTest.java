package dev.millrace.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class RowLevelSecurityTest {
    private final TestDatabase database = TestDatabase.get();

    @Test
    void fencesEveryTable() {
        assertThat(tables("c.relname <> 'flyway_schema_history' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"))
                .isEmpty();
        assertThat(tables("c.relname <> 'flyway_schema_history' AND NOT EXISTS ("
                        + "SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'own_tenant')"))
                .isEmpty();
    }

    @Test
    void showsNothingWithoutATenant() {
        TenantId tenant = database.workspace();
        fill(tenant);
        JdbcClient unset = JdbcClient.create(database.application());
        for (String table : tables("c.relname <> 'flyway_schema_history'")) {
            assertThat(unset.sql("SELECT count(*) FROM " + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void hidesOneTenantsRowsFromAnother() {
        TenantId owner = database.workspace();
        fill(owner);
        TenantId other = database.workspace();
        database.transactions().run(other, jdbc -> {
            assertThat(jdbc.sql("SELECT count(*) FROM api_keys")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(jdbc.sql("UPDATE api_keys SET name = 'mine'").update()).isZero();
            assertThat(jdbc.sql("UPDATE workspaces SET name = 'mine' WHERE tenant_id = :owner")
                            .param("owner", owner.value())
                            .update())
                    .isZero();
        });
    }

    @Test
    void refusesToWriteAsAnotherTenant() {
        TenantId owner = database.workspace();
        TenantId other = database.workspace();
        assertThatThrownBy(() -> database.transactions().run(other, jdbc -> insertKey(jdbc, owner)))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void givesTheApplicationNoWayAroundTheWalls() {
        JdbcClient superuser = database.superuser();
        assertThat(superuser
                        .sql("SELECT rolname FROM pg_roles WHERE rolname IN ('millrace_app', 'millrace_dispatcher')"
                                + " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)")
                        .query((row, n) -> row.getString(1))
                        .list())
                .isEmpty();
        assertThat(tables("pg_get_userbyid(c.relowner) <> 'millrace_owner'")).isEmpty();
        assertThat(superuser
                        .sql("SELECT count(*) FROM pg_auth_members WHERE member = 'millrace_app'::regrole")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void fill(TenantId tenant) {
        database.transactions().run(tenant, jdbc -> insertKey(jdbc, tenant));
    }

    private static void insertKey(JdbcClient jdbc, TenantId tenant) {
        jdbc.sql("INSERT INTO api_keys (id, tenant_id, name, role, key_hash)"
                        + " VALUES (gen_random_uuid(), :tenant, 'k', 'viewer', uuid_send(gen_random_uuid()))")
                .param("tenant", tenant.value())
                .update();
    }

    private List<String> tables(String condition) {
        return database.superuser()
                .sql("SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p')"
                        + " AND c.relnamespace = 'public'::regnamespace AND " + condition)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
