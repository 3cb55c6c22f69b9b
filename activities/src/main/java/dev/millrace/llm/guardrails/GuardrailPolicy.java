package dev.millrace.llm.guardrails;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a workspace wants to be done about what its guardrails find. */
public record GuardrailPolicy(InjectionRule injection, PersonalDataRule pii) {
    /** Where the workspace has said nothing. */
    public static final GuardrailPolicy DEFAULT = new GuardrailPolicy(InjectionRule.FLAG, PersonalDataRule.REDACT);

    /** Of text that wants to command the model. All but off marks what tools answer as data. */
    public enum InjectionRule {
        @JsonProperty("off")
        OFF,
        /** It goes on, and is told of. */
        @JsonProperty("flag")
        FLAG,
        @JsonProperty("refuse")
        REFUSE
    }

    /** Of personal data and secrets. */
    public enum PersonalDataRule {
        @JsonProperty("off")
        OFF,
        /** Placeholders leave in their place; the answer has the data again. */
        @JsonProperty("redact")
        REDACT,
        @JsonProperty("refuse")
        REFUSE
    }
}
