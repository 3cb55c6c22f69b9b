package dev.millrace.tenancy;

import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Database work on behalf of one tenant: a transaction in which row-level security shows that tenant's rows only. It
 * commits when the work returns and rolls back when it throws. Not to be nested: code that takes part in a transaction
 * is handed its {@link JdbcClient}.
 */
public final class TenantTransactions {
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    public TenantTransactions(DataSource application) {
        transactions = new TransactionTemplate(new JdbcTransactionManager(application));
        jdbc = JdbcClient.create(application);
    }

    public <T extends @Nullable Object> T in(TenantId tenant, Function<JdbcClient, T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a tenant's transaction cannot begin inside another transaction");
        }
        return transactions.execute(status -> {
            become(tenant);
            return work.apply(jdbc);
        });
    }

    /** As {@link #in}, for work that answers nothing. */
    public void run(TenantId tenant, Consumer<JdbcClient> work) {
        this.<@Nullable Object>in(tenant, client -> {
            work.accept(client);
            return null;
        });
    }

    private void become(TenantId tenant) {
        jdbc.sql("SELECT set_config('millrace.tenant', :tenant, true)")
                .param("tenant", tenant.value())
                .query(String.class)
                .single();
    }
}
