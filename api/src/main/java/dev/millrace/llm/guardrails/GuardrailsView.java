package dev.millrace.llm.guardrails;

import dev.millrace.llm.guardrails.GuardrailPolicy.InjectionRule;
import dev.millrace.llm.guardrails.GuardrailPolicy.PersonalDataRule;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A workspace's policy, as it is read and written. */
@Schema(name = "Guardrails")
record GuardrailsView(
        @Schema(description = """
                About text that wants to command the model: `off`, `flag` (it goes on, with an audit row and an event of the run) or \
                `refuse`. All but `off` mark what tools answer as data.""") @Nullable InjectionRule injection,
        @Schema(description = """
                About personal data and secrets: `off`, `redact` (placeholders leave in their place, and the answer has them again) or \
                `refuse`.""") @Nullable PersonalDataRule pii) {
    static GuardrailsView of(GuardrailPolicy policy) {
        return new GuardrailsView(policy.injection(), policy.pii());
    }

    GuardrailPolicy policy() {
        if (injection == null) {
            throw Problem.invalid("/injection", "off, flag or refuse is needed here");
        }
        if (pii == null) {
            throw Problem.invalid("/pii", "off, redact or refuse is needed here");
        }
        return new GuardrailPolicy(injection, pii);
    }
}
