package dev.millrace.pipelines.document;

import dev.millrace.pipelines.expression.Reference;
import java.util.List;
import java.util.Set;

/** A step, where it was written, what lies around it, and what its own expressions read. */
record Located(
        DocumentStep step,
        String at,
        List<String> enclosing,
        List<DocumentStep> block,
        List<Use> uses,
        Set<Reference> reads) {}
