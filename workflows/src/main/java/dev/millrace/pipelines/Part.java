package dev.millrace.pipelines;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a child of a run works on, so that the run's own history stays short. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "part")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Part.Items.class, name = "items"),
    @JsonSubTypes.Type(value = Part.Iterations.class, name = "iterations")
})
public sealed interface Part {
    /** The first item or iteration. */
    int from();

    /** For people. */
    String summary(String path);

    /** Items {@code from} up to, but without, {@code to} of a step. */
    record Items(int from, int to) implements Part {
        @Override
        public String summary(String path) {
            return "items %d to %d of `%s`".formatted(from, to - 1, path);
        }
    }

    /** The iterations of a loop, from one on. */
    record Iterations(int from) implements Part {
        @Override
        public String summary(String path) {
            return "iterations of `%s`".formatted(path);
        }
    }
}
