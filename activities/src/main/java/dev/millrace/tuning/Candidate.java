package dev.millrace.tuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An algorithm and the hyperparameters that it is tried with; the others keep their defaults. */
public record Candidate(String algorithm, Map<String, Object> parameters) {
    public Candidate {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
