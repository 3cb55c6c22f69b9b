package dev.millrace.llm.prompts;

import dev.millrace.llm.Purpose;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * A tenant's prompts: versions that never change, and labels such as {@code production} and {@code staging} that move
 * between them.
 */
@Component
public final class Prompts {
    private static final int LONGEST_DESCRIPTION = 2_000;

    private final TenantTransactions transactions;
    private final Clock clock;

    Prompts(TenantTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A text to send, and the version that the call's purpose names as its origin. */
    public record Rendered(String text, Purpose.PromptVersion version) {}

    /** @throws Problem CONFLICT when there is a prompt of this name */
    public Prompt create(TenantId tenant, String name, @Nullable String description, Template first, String actor) {
        PromptName.check("/name", name);
        if (description != null && (description.length() > LONGEST_DESCRIPTION || description.indexOf('\0') >= 0)) {
            throw Problem.invalid("/description", "description has at most " + LONGEST_DESCRIPTION + " characters");
        }
        try {
            return transactions.in(tenant, jdbc -> {
                PromptRows rows = new PromptRows(jdbc);
                rows.insert(tenant, Ids.next(), name, description, first, actor, clock.instant());
                return rows.find(name).orElseThrow();
            });
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("there is a prompt " + name + " already; POST its next version to its versions");
        }
    }

    public Prompt get(TenantId tenant, String name) {
        return transactions.in(tenant, jdbc -> found(new PromptRows(jdbc), name));
    }

    /** Newest first, from the one made before {@code before}. */
    public List<Prompt> list(TenantId tenant, @Nullable UUID before, int limit) {
        return transactions.in(tenant, jdbc -> new PromptRows(jdbc).list(before, limit));
    }

    /** Adds a version; the newest's template again adds none. */
    public Prompt addVersion(
            TenantId tenant, String name, Template template, String actor, Consumer<Prompt> precondition) {
        return transactions.in(tenant, jdbc -> {
            PromptRows rows = new PromptRows(jdbc);
            Prompt before = rows.lock(PromptName.check("name", name));
            precondition.accept(before);
            if (!version(rows, before, before.version()).template().equals(template)) {
                rows.addVersion(tenant, before, template, actor, clock.instant());
            }
            return found(rows, name);
        });
    }

    /** Puts a label on a version, and takes it from the one that it was on. */
    public Prompt label(TenantId tenant, String name, String label, int version, Consumer<Prompt> precondition) {
        PromptName.check("label", label);
        return transactions.in(tenant, jdbc -> {
            PromptRows rows = new PromptRows(jdbc);
            Prompt before = rows.lock(PromptName.check("name", name));
            precondition.accept(before);
            if (version < 1 || version > before.version()) {
                throw Problem.invalid("/version", "the prompt's versions are 1 to " + before.version());
            }
            if (!Integer.valueOf(version).equals(before.labels().get(label))) {
                rows.label(tenant, before, label, version, clock.instant());
            }
            return found(rows, name);
        });
    }

    public StoredVersion version(TenantId tenant, String name, int version) {
        return transactions.in(tenant, jdbc -> {
            PromptRows rows = new PromptRows(jdbc);
            return version(rows, found(rows, name), version);
        });
    }

    /** Newest first, from the one before {@code before}. */
    public List<StoredVersion> versions(TenantId tenant, String name, @Nullable Integer before, int limit) {
        return transactions.in(tenant, jdbc -> {
            PromptRows rows = new PromptRows(jdbc);
            return rows.versions(found(rows, name).id(), before, limit);
        });
    }

    /**
     * The version that a label is on, with its variables filled in.
     *
     * @param label the newest version when null
     * @throws Problem NOT_FOUND without such a prompt or label; INVALID when values are missing or unknown
     */
    public Rendered render(TenantId tenant, String name, @Nullable String label, Map<String, String> values) {
        StoredVersion stored = transactions.in(tenant, jdbc -> {
            PromptRows rows = new PromptRows(jdbc);
            Prompt prompt = found(rows, name);
            Integer labelled = label == null
                    ? Integer.valueOf(prompt.version())
                    : prompt.labels().get(label);
            if (labelled == null) {
                throw Problem.notFound("label " + label + " of prompt", name);
            }
            return version(rows, prompt, labelled);
        });
        return new Rendered(stored.template().render(values), new Purpose.PromptVersion(name, stored.version()));
    }

    private static Prompt found(PromptRows rows, String name) {
        return Optional.of(name)
                .filter(text -> text.indexOf('\0') < 0)
                .flatMap(rows::find)
                .orElseThrow(() -> Problem.notFound("prompt", name));
    }

    private static StoredVersion version(PromptRows rows, Prompt prompt, int version) {
        return rows.version(prompt.id(), version)
                .orElseThrow(() -> Problem.notFound("version", version + ", 1 to " + prompt.version()));
    }
}
