package dev.millrace.llm.fakes;

import dev.millrace.tenancy.Json;

/** JSON as it stands in templates. */
final class Texts {
    private Texts() {}

    /** With its quotation marks. */
    static String quoted(String text) {
        return Json.write(text);
    }
}
