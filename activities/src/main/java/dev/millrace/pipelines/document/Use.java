package dev.millrace.pipelines.document;

/** An expression at its place. {@code line} (from 0) says how far below the place it begins, in a string of several lines. */
record Use(Role role, String at, String expression, int line) {
    enum Role {
        WHEN,
        ITEMS,
        CASE,
        UNTIL,
        /** All of a string of {@code with}. */
        VALUE,
        /** A part of a string of {@code with}. */
        PART,
        UNDO_VALUE,
        UNDO_PART
    }
}
