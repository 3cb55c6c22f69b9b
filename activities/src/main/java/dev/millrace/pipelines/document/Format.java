package dev.millrace.pipelines.document;

/** How a document is written. */
public enum Format {
    JSON,
    YAML
}
