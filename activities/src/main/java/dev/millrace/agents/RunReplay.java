package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.millrace.agents.ExportedRun.Step;
import dev.millrace.tenancy.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs an exported run again without any network: puts every question together as this build does, answers it as it was
 * answered then, and tells what has become different.
 */
public final class RunReplay {
    private final ExportedRun run;
    private final List<ToolSpecification> tools;
    private final List<Said> said = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    private RunReplay(ExportedRun run) {
        this.run = run;
        this.tools = run.tools().stream()
                .map(tool -> ToolSpecification.fromJson(Json.write(tool)))
                .toList();
    }

    /** Empty when this build asks and answers as the run was recorded. */
    public static List<String> differences(ExportedRun run) {
        if (!run.format().equals(ExportedRun.FORMAT)) {
            return List.of("the format is " + run.format() + ", and not " + ExportedRun.FORMAT);
        }
        return new RunReplay(run).replay();
    }

    private List<String> replay() {
        List<ChatMessage> begin = AgentSubmissions.begin(run.agent(), run.input());
        for (int position = 0; position < begin.size(); position++) {
            add(0, position, Said.Kind.SYSTEM, begin.get(position));
        }
        run.steps().forEach(this::replay);
        JsonNode result = result();
        if (!Objects.equals(result, run.result())) {
            differences.add("the result is " + result + ", and was " + run.result());
        }
        return List.copyOf(differences);
    }

    private void replay(Step step) {
        Optional<Memory.Summary> summary =
                Optional.ofNullable(step.summary()).map(text -> new Memory.Summary(text.uptoStep(), text.text(), 0));
        byte[] hash =
                Questions.hash(run.agent(), Questions.request(run.agent(), tools, Memory.assembled(said, summary)));
        if (!HexFormat.of().formatHex(hash).equals(step.inputHash())) {
            differences.add("step " + step.step() + ": the question is not the one that was asked then");
        }
        add(step.step(), 0, Said.Kind.ANSWER, message(step.answer().message()));
        step.messages()
                .forEach(one -> add(
                        step.step(),
                        one.position(),
                        Said.Kind.valueOf(one.kind().toUpperCase(Locale.ROOT)),
                        message(one.message())));
    }

    /** Of the last answer, if it was one. */
    private @Nullable JsonNode result() {
        if (said.getLast().message() instanceof AiMessage answer && !answer.hasToolExecutionRequests()) {
            String text = Clean.text(answer.text());
            return run.agent().outputSchema() == null ? Json.tree(text) : Json.parse(text);
        }
        return null;
    }

    private void add(int step, int position, Said.Kind kind, ChatMessage message) {
        said.add(new Said(step, position, kind, message, 0, false, null, Instant.EPOCH));
    }

    private static ChatMessage message(JsonNode json) {
        return ChatMessageDeserializer.messageFromJson(Json.write(json));
    }
}
