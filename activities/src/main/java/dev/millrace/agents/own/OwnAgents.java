package dev.millrace.agents.own;

import dev.millrace.agents.AgentCatalog;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The agents that a tenant's users wrote. */
@Component
public final class OwnAgents implements AgentCatalog {
    private static final int MOST = 1_000;

    private final TenantTransactions transactions;
    private final Clock clock;

    OwnAgents(TenantTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<AgentDefinition> list(TenantId tenant) {
        return transactions.in(
                tenant,
                jdbc ->
                        jdbc
                                .sql("SELECT * FROM agent_definitions ORDER BY name")
                                .query(OwnAgents::agent)
                                .list()
                                .stream()
                                .map(OwnAgent::definition)
                                .toList());
    }

    @Override
    public Optional<AgentDefinition> find(TenantId tenant, String name) {
        return own(tenant, name).map(OwnAgent::definition);
    }

    public Optional<OwnAgent> own(TenantId tenant, String name) {
        return transactions.in(tenant, jdbc -> find(jdbc, name, ""));
    }

    /**
     * Writes it, or changes it; the same again changes nothing.
     *
     * @param precondition is given the agent as it is, empty when there is none, and throws what is to stop the change
     * @throws Problem CONFLICT when the workspace has as many as it may
     */
    public OwnAgent put(
            TenantId tenant, AgentDefinition agent, String actor, Consumer<Optional<OwnAgent>> precondition) {
        return transactions.in(tenant, jdbc -> {
            // Two who write the same new agent at the same time: the second finds the first's.
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
                    .param("key", "agents/" + tenant.value())
                    .query(row -> {});
            Optional<OwnAgent> before = find(jdbc, agent.name(), " FOR UPDATE");
            precondition.accept(before);
            if (before.isEmpty()) {
                insert(jdbc, tenant, agent, actor);
            } else if (!before.get().definition().equals(stored(agent))) {
                update(jdbc, agent, actor);
            }
            return find(jdbc, agent.name(), "").orElseThrow();
        });
    }

    /** Its open runs go on with their copy. */
    public void delete(TenantId tenant, String name, Consumer<OwnAgent> precondition) {
        transactions.run(tenant, jdbc -> {
            OwnAgent before =
                    find(jdbc, name, " FOR UPDATE").orElseThrow(() -> Problem.notFound("agent of your own", name));
            precondition.accept(before);
            jdbc.sql("DELETE FROM agent_definitions WHERE name = :name")
                    .param("name", name)
                    .update();
        });
    }

    /** As it comes back from the database: numbers and sets in one form. */
    private static AgentDefinition stored(AgentDefinition agent) {
        return Json.read(Json.write(agent), AgentDefinition.class);
    }

    private void insert(JdbcClient jdbc, TenantId tenant, AgentDefinition agent, String actor) {
        long there = jdbc.sql("SELECT count(*) FROM agent_definitions")
                .query(Long.class)
                .single();
        if (there >= MOST) {
            throw Problem.conflict("a workspace has at most " + MOST + " agents of its own");
        }
        jdbc.sql(
                        "INSERT INTO agent_definitions (tenant_id, name, version, definition, updated_by, created_at, updated_at)"
                                + " VALUES (:tenant, :name, 1, :definition::json, :by, :now, :now)")
                .param("tenant", tenant.value())
                .param("name", agent.name())
                .param("definition", Json.write(agent))
                .param("by", actor)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void update(JdbcClient jdbc, AgentDefinition agent, String actor) {
        jdbc.sql("UPDATE agent_definitions SET version = version + 1, definition = :definition::json, updated_by = :by,"
                        + " updated_at = :now WHERE name = :name")
                .param("definition", Json.write(agent))
                .param("by", actor)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("name", agent.name())
                .update();
    }

    private static Optional<OwnAgent> find(JdbcClient jdbc, String name, String locking) {
        return jdbc.sql("SELECT * FROM agent_definitions WHERE name = :name" + locking)
                .param("name", name)
                .query(OwnAgents::agent)
                .optional();
    }

    private static OwnAgent agent(ResultSet row, int number) throws SQLException {
        return new OwnAgent(
                Json.read(row.getString("definition"), AgentDefinition.class),
                row.getInt("version"),
                row.getString("updated_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
