package dev.millrace.jobs;

import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.security.Caller;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Lists jobs of one kind or of all, newest first, a page at a time. */
@Component
public final class JobPages {
    private final Jobs jobs;

    JobPages(Jobs jobs) {
        this.jobs = jobs;
    }

    /** @param view what is shown of a job */
    public <V> Page<V> list(Caller caller, JobFilter filter, PageRequest page, Function<Job, V> view) {
        UUID after = page.after();
        return Page.of(
                jobs.list(caller.tenant(), filter, after == null ? null : new JobId(after), page.fetch()),
                page,
                job -> job.ref().job().value(),
                view);
    }
}
