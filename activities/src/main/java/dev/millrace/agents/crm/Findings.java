package dev.millrace.agents.crm;

import java.util.List;

/** An answer, a record of the agent's output, and the fields that the data lacked for it, such as {@code lead.budget}. */
record Findings(Object result, List<String> missing) {
    Findings {
        missing = List.copyOf(missing);
    }
}
