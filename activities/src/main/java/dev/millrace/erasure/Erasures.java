package dev.millrace.erasure;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.Workspaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was asked to be erased. Whatever happens then, a workspace that was closed here stays closed and is erased in the end. */
@Component
public final class Erasures {
    private final TenantTransactions tenants;

    Erasures(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    /**
     * Closes the workspace at once, and has it erased. Asked again it changes nothing.
     *
     * @throws Problem NOT_FOUND, or CONFLICT for the asker's own workspace and the installation's first
     */
    public Erasure ask(TenantId asker, String actor, TenantId workspace) {
        if (workspace.equals(asker) || workspace.equals(Workspaces.DEFAULT)) {
            throw Problem.conflict("the workspace " + workspace
                    + " cannot be erased: it is the caller's own, or the one that the installation began with");
        }
        close(workspace);
        return tenants.in(asker, jdbc -> {
            jdbc.sql("INSERT INTO erasures (tenant_id, workspace, asked_by, found)"
                            + " VALUES (:asker, :workspace, :actor, :found::jsonb)"
                            + " ON CONFLICT DO NOTHING")
                    .param("asker", asker.value())
                    .param("workspace", workspace.value())
                    .param("actor", actor)
                    .param("found", Json.write(Erasure.Found.NOTHING))
                    .update();
            return find(jdbc, workspace).orElseThrow();
        });
    }

    /** @throws Problem NOT_FOUND when nobody in this workspace asked for it */
    public Erasure get(TenantId asker, TenantId workspace) {
        return tenants.in(asker, jdbc -> find(jdbc, workspace))
                .orElseThrow(() -> Problem.notFound("erasure of workspace", workspace));
    }

    private void close(TenantId workspace) {
        tenants.run(workspace, jdbc -> {
            int closed = jdbc.sql("UPDATE workspaces SET erasing_at = coalesce(erasing_at, now())"
                            + " WHERE tenant_id = current_tenant()")
                    .update();
            if (closed == 0) {
                throw Problem.notFound("workspace", workspace);
            }
            jdbc.sql("UPDATE api_keys SET revoked_at = now() WHERE revoked_at IS NULL")
                    .update();
        });
    }

    private static Optional<Erasure> find(JdbcClient jdbc, TenantId workspace) {
        return jdbc.sql("SELECT * FROM erasures WHERE tenant_id = current_tenant() AND workspace = :workspace")
                .param("workspace", workspace.value())
                .query(Erasures::row)
                .optional();
    }

    static Erasure row(ResultSet row, int number) throws SQLException {
        String certificate = row.getString("certificate");
        Timestamp completed = row.getTimestamp("completed_at");
        return new Erasure(
                new TenantId(row.getString("tenant_id")),
                new TenantId(row.getString("workspace")),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                Json.read(row.getString("found"), Erasure.Found.class),
                certificate == null ? null : Json.read(certificate, Erasure.Certificate.class),
                completed == null ? null : completed.toInstant());
    }
}
