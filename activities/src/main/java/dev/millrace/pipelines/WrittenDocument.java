package dev.millrace.pipelines;

import dev.millrace.pipelines.document.Compiled;
import dev.millrace.pipelines.document.Format;

/** A document that was found to be right, beside its source as its user wrote it. */
public record WrittenDocument(Compiled compiled, String source, Format format) {
    String name() {
        return compiled.document().name();
    }
}
