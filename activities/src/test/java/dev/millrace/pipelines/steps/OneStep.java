package dev.millrace.pipelines.steps;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.ToldLines;
import dev.millrace.tenancy.TenantId;
import java.util.List;

/** The run that a step under test belongs to. */
final class OneStep {
    static final String JOB = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final ToldLines told = new ToldLines();

    StepContext at(String path) {
        return of("acme", path);
    }

    StepContext of(String tenant, String path) {
        return new StepContext(
                new JobRef(new TenantId(tenant), JobId.of(JOB)),
                path,
                "tester",
                0,
                Priority.NORMAL,
                told.report(path),
                null);
    }

    List<String> told() {
        return told.messages();
    }
}
