package dev.millrace.agents.flows;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Several agents at one task. {@code input} is the task, for those who are given none of their own. {@code maxTurns} bounds
 * how often a supervisor asks somebody, or a task is handed over. When the agents do not come to a result, {@code fallback}
 * (the last of them unless named) is given the task alone, and after it a person, who has {@code deadline} to answer before
 * it goes to the workspace's admins, who have the same again.
 */
public record Flow(
        List<Member> members,
        Mode mode,
        JsonNode input,
        String model,
        int maxTurns,
        String fallback,
        Duration deadline) {
    static final int MOST_MEMBERS = 20;
    static final int MOST_TURNS = 50;
    private static final Duration USUAL_DEADLINE = Duration.ofHours(4);
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(30);
    private static final int USUAL_TURNS = 10;

    /** How they work together. */
    public enum Mode {
        /** Each is given what those before it have found. */
        @JsonProperty("sequence")
        SEQUENCE,
        /** All at the same time, each for itself. */
        @JsonProperty("parallel")
        PARALLEL,
        /** A model decides whom to ask next and with what, until it has the answer. */
        @JsonProperty("supervisor")
        SUPERVISOR,
        /** The first begins; whoever has the task says who goes on with it, or that it is done. */
        @JsonProperty("handoff")
        HANDOFF
    }

    /** One agent under the name that its result has; {@code input} null: the flow's. */
    public record Member(
            String name, String agent, @Nullable JsonNode input) {
        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
        private static final Set<String> TAKEN = Set.of(
                "done", "coordinate", "supervise", "act", "hand", "memory", "fallback", "takeover", "escalation");

        public Member {
            if (name == null || !NAME.matcher(name).matches() || TAKEN.contains(name)) {
                throw Problem.invalid(
                        "/name",
                        "a name matches [a-z][a-z0-9_]{0,39}, and is none of "
                                + TAKEN.stream().sorted().toList());
            }
            if (agent == null || agent.isEmpty()) {
                throw Problem.invalid(
                        "/agent", "agent is required: the name of an agent, as /api/agents/list has them");
            }
            if (input != null && !input.isNull() && !input.isObject()) {
                throw Problem.invalid("/input", "input is an object, or null for what is there already");
            }
        }

        boolean hasOwnInput() {
            return input != null && input.isObject();
        }
    }

    /** What is null has its usual value. */
    public static Flow of(
            List<Member> members,
            @Nullable Mode mode,
            @Nullable JsonNode input,
            @Nullable String model,
            @Nullable Integer maxTurns,
            @Nullable String fallback,
            @Nullable Duration deadline) {
        if (members.isEmpty()) {
            throw Problem.invalid("/workflow", "workflow has at least one agent");
        }
        return new Flow(
                members,
                Objects.requireNonNullElse(mode, Mode.SEQUENCE),
                input == null || input.isNull() ? JsonNodeFactory.instance.objectNode() : input,
                Objects.requireNonNullElse(model, "default"),
                Objects.requireNonNullElse(maxTurns, USUAL_TURNS),
                fallback == null ? members.getLast().agent() : fallback,
                Objects.requireNonNullElse(deadline, USUAL_DEADLINE));
    }

    public Flow {
        if (members.size() > MOST_MEMBERS) {
            throw Problem.invalid("/workflow", "workflow has at most " + MOST_MEMBERS + " agents");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < members.size(); i++) {
            if (!names.add(members.get(i).name())) {
                throw Problem.invalid(
                        "/workflow/" + i + "/name", members.get(i).name() + " is there twice; names are unique");
            }
        }
        if (!input.isObject()) {
            throw Problem.invalid("/input", "input is an object");
        }
        if (maxTurns < 1 || maxTurns > MOST_TURNS) {
            throw Problem.invalid("/maxTurns", "maxTurns is 1 to " + MOST_TURNS);
        }
        if (deadline.compareTo(Duration.ofSeconds(1)) < 0 || deadline.compareTo(LONGEST_DEADLINE) > 0) {
            throw Problem.invalid("/deadline", "deadline is PT1S to P30D");
        }
    }
}
