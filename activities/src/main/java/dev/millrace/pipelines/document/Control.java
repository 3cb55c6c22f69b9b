package dev.millrace.pipelines.document;

import java.util.List;

/** The types of steps that the interpreter itself works on. */
final class Control {
    static final String WAIT = "wait";
    static final String APPROVAL = "approval";
    static final String BRANCH = "branch";
    static final String LOOP = "loop";
    static final List<String> TYPES = List.of(WAIT, APPROVAL, BRANCH, LOOP);

    private Control() {}
}
