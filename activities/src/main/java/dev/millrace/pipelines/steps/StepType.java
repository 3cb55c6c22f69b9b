package dev.millrace.pipelines.steps;

import tools.jackson.databind.JsonNode;

/**
 * One type of step: what its {@code with} may hold, what it gives, and how it is done. Each is one class, a bean; a new
 * one appears in the schema, in the checks of documents and in runs without more ado.
 */
public interface StepType {
    /** As documents write it, in snake_case. */
    String name();

    /** One sentence for the schema. */
    String description();

    /** A JSON Schema (2020-12) of {@code with}: an object, its {@code additionalProperties} false. */
    JsonNode withSchema();

    /** A JSON Schema of {@code steps.<id>.output}; {@code {}} where anything may come. */
    JsonNode outputSchema();

    /** Whether the same input may be answered by an earlier output: not for what changes the world. */
    default boolean cacheable() {
        return false;
    }

    /** Whether it can undo another step, as its {@code compensate}. */
    default boolean compensates() {
        return false;
    }
}
