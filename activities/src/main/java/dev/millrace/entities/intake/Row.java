package dev.millrace.entities.intake;

import tools.jackson.databind.node.ObjectNode;

/** One row of a file, numbered from 1, a CSV's header aside. */
sealed interface Row {
    long number();

    record Good(long number, String id, ObjectNode attributes) implements Row {}

    /** A row that cannot be read, and why. The next one may well be good. */
    record Bad(long number, String reason) implements Row {}
}
