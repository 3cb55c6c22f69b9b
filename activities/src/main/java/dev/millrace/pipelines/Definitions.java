package dev.millrace.pipelines;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workflows that a tenant's users wrote. A version never changes; a deleted definition frees its name. */
@Component
public final class Definitions {
    private final TenantTransactions transactions;
    private final Clock clock;

    Definitions(TenantTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws Problem CONFLICT when another workflow has the name */
    public Definition create(TenantId tenant, WrittenDocument written, String actor) {
        DefinitionId id = new DefinitionId(Ids.next());
        return naming(tenant, written.name(), jdbc -> {
            DefinitionRows rows = new DefinitionRows(jdbc);
            rows.insert(tenant, id, written, actor, clock.instant());
            return rows.find(id).orElseThrow();
        });
    }

    /**
     * Adds a version; the same document again adds none.
     *
     * @param precondition is given the definition as it is, and throws what is to stop the change
     * @throws Problem CONFLICT when another workflow has the new name
     */
    public Definition update(
            TenantId tenant,
            DefinitionId id,
            WrittenDocument written,
            String actor,
            Consumer<Definition> precondition) {
        return naming(tenant, written.name(), jdbc -> {
            DefinitionRows rows = new DefinitionRows(jdbc);
            Definition before = rows.lock(id);
            precondition.accept(before);
            if (!isSame(rows, before, written)) {
                rows.update(tenant, before, written, actor, clock.instant());
            }
            return rows.find(id).orElseThrow();
        });
    }

    /** @throws Problem CONFLICT while it has open runs */
    public void delete(TenantId tenant, DefinitionId id, Consumer<Definition> precondition) {
        transactions.run(tenant, jdbc -> {
            DefinitionRows rows = new DefinitionRows(jdbc);
            precondition.accept(rows.lock(id));
            long open = rows.openRuns(id);
            if (open > 0) {
                throw Problem.conflict("the workflow has " + open
                        + " open runs; it can be deleted once they have ended, which POST /stop sees to");
            }
            rows.delete(id, clock.instant());
        });
    }

    public Optional<Definition> find(TenantId tenant, DefinitionId id) {
        return transactions.in(tenant, jdbc -> new DefinitionRows(jdbc).find(id));
    }

    public Definition get(TenantId tenant, DefinitionId id) {
        return find(tenant, id).orElseThrow(() -> Problem.notFound("workflow", id));
    }

    /** Newest first, from the one made before {@code before}. */
    public List<Definition> list(TenantId tenant, @Nullable String name, @Nullable DefinitionId before, int limit) {
        return transactions.in(tenant, jdbc -> new DefinitionRows(jdbc).list(name, before, limit));
    }

    /** Newest first, from the one before {@code before}. */
    public List<DefinitionVersion> versions(TenantId tenant, DefinitionId id, @Nullable Integer before, int limit) {
        return transactions.in(tenant, jdbc -> {
            DefinitionRows rows = new DefinitionRows(jdbc);
            return rows.find(id)
                    .map(found -> rows.versions(found.id(), before, limit))
                    .orElseThrow(() -> Problem.notFound("workflow", id));
        });
    }

    /**
     * @param version the newest when null
     * @throws Problem NOT_FOUND when there is no such workflow or version
     */
    public DefinitionVersion version(TenantId tenant, DefinitionId id, @Nullable Integer version) {
        return transactions.in(tenant, jdbc -> {
            DefinitionRows rows = new DefinitionRows(jdbc);
            Definition definition = rows.find(id).orElseThrow(() -> Problem.notFound("workflow", id));
            int number = version == null ? definition.version() : version;
            return rows.version(id, number)
                    .orElseThrow(() -> Problem.notFound("version", number + ", 1 to " + definition.version()));
        });
    }

    /** By its id or its name. */
    public Optional<Definition> named(TenantId tenant, String nameOrId) {
        return transactions.in(tenant, jdbc -> {
            DefinitionRows rows = new DefinitionRows(jdbc);
            return uuid(nameOrId).flatMap(rows::find).or(() -> rows.findByName(nameOrId));
        });
    }

    private Definition naming(TenantId tenant, String name, Function<JdbcClient, Definition> work) {
        try {
            return transactions.in(tenant, work);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("another workflow is named " + name + "; a name belongs to one workflow");
        }
    }

    private static boolean isSame(DefinitionRows rows, Definition before, WrittenDocument written) {
        DefinitionVersion newest = rows.version(before.id(), before.version()).orElseThrow();
        return newest.document().equals(Json.parse(Json.write(written.compiled().source())));
    }

    private static Optional<DefinitionId> uuid(String text) {
        try {
            return Optional.of(new DefinitionId(UUID.fromString(text)));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
