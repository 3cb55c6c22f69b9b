package dev.millrace.tenancy;

import dev.millrace.problems.Problem;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workspaces: each is one tenant. */
@Component
public final class Workspaces {
    /** The one that the standalone run begins with. */
    public static final TenantId DEFAULT = new TenantId("default");

    private final TenantTransactions transactions;

    Workspaces(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Makes a workspace; {@code also} writes what belongs to it in the same transaction.
     *
     * @throws Problem CONFLICT when there is one with this id
     */
    public void create(TenantId id, String name, Consumer<JdbcClient> also) {
        transactions.run(id, jdbc -> {
            if (!insert(jdbc, id, name)) {
                throw Problem.conflict("there is a workspace " + id + " already");
            }
            also.accept(jdbc);
        });
    }

    /** Not for one that is being erased. */
    public boolean exists(TenantId id) {
        return transactions.in(
                id,
                jdbc -> jdbc.sql("SELECT EXISTS (SELECT FROM workspaces WHERE tenant_id = :id AND erasing_at IS NULL)")
                        .param("id", id.value())
                        .query(Boolean.class)
                        .single());
    }

    void ensure(TenantId id, String name) {
        transactions.run(id, jdbc -> insert(jdbc, id, name));
    }

    private static boolean insert(JdbcClient jdbc, TenantId id, String name) {
        return jdbc.sql("INSERT INTO workspaces (tenant_id, name) VALUES (:id, :name) ON CONFLICT DO NOTHING")
                        .param("id", id.value())
                        .param("name", name)
                        .update()
                == 1;
    }
}
