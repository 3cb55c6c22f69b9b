package dev.millrace.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TenantTransactionsTest {
    private final TestDatabase database = TestDatabase.get();
    private final TenantTransactions transactions = database.transactions();

    @Test
    void showsATenantItsOwnWorkspaceOnly() {
        TenantId mine = database.workspace();
        database.workspace();
        List<String> seen = transactions.in(mine, TenantTransactionsTest::visible);
        assertThat(seen).containsExactly(mine.value());
    }

    @Test
    void rollsBackWhenTheWorkThrows() {
        TenantId tenant = database.workspace();
        assertThatThrownBy(() -> transactions.run(tenant, jdbc -> {
                    jdbc.sql("UPDATE workspaces SET name = 'changed'").update();
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        List<String> names = transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT name FROM workspaces")
                        .query((row, n) -> row.getString(1))
                        .list());
        assertThat(names).containsExactly("test");
    }

    @Test
    void refusesToNest() {
        TenantId tenant = database.workspace();
        assertThatThrownBy(() -> transactions.run(tenant, jdbc -> transactions.run(tenant, inner -> {})))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void forgetsTheTenantWhenTheTransactionEnds() {
        transactions.run(database.workspace(), jdbc -> {});
        assertThat(visible(JdbcClient.create(database.application()))).isEmpty();
    }

    private static List<String> visible(JdbcClient jdbc) {
        return jdbc.sql("SELECT tenant_id FROM workspaces")
                .query((row, n) -> row.getString(1))
                .list();
    }
}
