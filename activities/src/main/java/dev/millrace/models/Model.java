package dev.millrace.models;

import dev.millrace.problems.Problem;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A registered model. {@code revision} grows with every change of it, its versions, aliases or deployments.
 * {@code split} is there while a rollout is under way. {@code aliases} gives the version that each alias names.
 */
public record Model(
        ModelId id,
        String name,
        @Nullable String description,
        String task,
        Map<String, String> tags,
        boolean deprecated,
        SortedMap<String, Integer> aliases,
        int latestVersion,
        @Nullable Integer deployedVersion,
        @Nullable Split split,
        long revision,
        Instant createdAt,
        Instant updatedAt) {
    public Model {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    }

    void requireTask(String wanted) {
        if (!task.equals(wanted)) {
            throw Problem.invalid(
                    "/model_name",
                    "model " + name + " does " + task + "; a model for " + wanted + " needs another model_name");
        }
    }

    /** Answers the version when the model has it. */
    int requireVersion(int version) {
        if (version < 1 || version > latestVersion) {
            throw Problem.invalid(
                    "/version", "model " + name + " has versions 1 to " + latestVersion + ", not " + version);
        }
        return version;
    }

    /** The version that serves, when one does. */
    int requireDeployed() {
        if (deployedVersion == null) {
            throw Problem.conflict("no version of model " + name + " is deployed; deploy one with POST /api/v1/models/"
                    + id + "/deploy, or name a version: 1 to " + latestVersion);
        }
        return deployedVersion;
    }

    /** The version that an alias names. */
    int requireAlias(Alias alias) {
        Integer version = aliases.get(alias.name());
        if (version == null) {
            throw Problem.invalid(
                    "/alias",
                    "model " + name + " has no alias " + alias.name() + "; it has "
                            + (aliases.isEmpty() ? "none" : String.join(", ", aliases.keySet())));
        }
        return version;
    }

    void requireNotDeprecated() {
        if (deprecated) {
            throw Problem.conflict("model " + name + " is deprecated; set its status to ready first");
        }
    }

    public ModelStatus status() {
        if (deprecated) {
            return ModelStatus.DEPRECATED;
        }
        return deployedVersion == null ? ModelStatus.READY : ModelStatus.DEPLOYED;
    }

    /** The version that users mean when they name none: the deployed one, or the newest before any is deployed. */
    public int currentVersion() {
        return deployedVersion == null ? latestVersion : deployedVersion;
    }
}
