package dev.millrace.pipelines;

import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.StepStatus;
import dev.millrace.pipelines.StepRows.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What users hear of a run's steps, in the transaction that writes the step's row. */
@Component
final class StepNews {
    private final JobEvents events;

    StepNews(JobEvents events) {
        this.events = events;
    }

    void tell(
            JdbcClient jdbc,
            JobRef run,
            String path,
            StepStatus status,
            @Nullable Integer attempt,
            @Nullable JobFailure failure) {
        tell(jdbc, run, List.of(event(path, status, attempt, failure)));
    }

    /** That an attempt begins, and before it what is untold. */
    void began(JdbcClient jdbc, JobRef run, List<Ended> untold, Place place, StepStatus status, int attempt) {
        List<NewEvent> news =
                new ArrayList<>(untold.stream().map(StepNews::event).toList());
        news.add(event(place.path(), status, attempt, null));
        tell(jdbc, run, news);
        progress(jdbc, run, untold);
    }

    void ended(JdbcClient jdbc, JobRef run, List<Ended> ended) {
        tell(jdbc, run, ended.stream().map(StepNews::event).toList());
        progress(jdbc, run, ended);
    }

    /** The run's progress: of the outermost block's steps, how many are through. */
    void progress(JdbcClient jdbc, JobRef run, Place place) {
        if (place.parent() == null) {
            jdbc.sql("UPDATE jobs SET progress = greatest(progress, least(1, (SELECT count(*)::float8 FROM job_steps"
                            + " WHERE job_id = :job AND parent IS NULL AND status IN ('completed', 'skipped', 'not_run',"
                            + " 'failed')) / greatest(1, (SELECT steps FROM pipeline_runs WHERE job_id = :job))))"
                            + " WHERE id = :job")
                    .param("job", run.job().value())
                    .update();
        }
    }

    private void progress(JdbcClient jdbc, JobRef run, List<Ended> ended) {
        ended.stream()
                .map(Ended::place)
                .filter(place -> place.parent() == null)
                .findFirst()
                .ifPresent(place -> progress(jdbc, run, place));
    }

    private void tell(JdbcClient jdbc, JobRef run, List<NewEvent> news) {
        events.append(jdbc, run.tenant(), run.job().value(), news);
    }

    private static NewEvent event(Ended ended) {
        return event(ended.place().path(), StepStatus.COMPLETED, ended.attempt(), null);
    }

    private static NewEvent event(
            String path, StepStatus status, @Nullable Integer attempt, @Nullable JobFailure failure) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("step", path);
        data.put("status", status.wire());
        if (attempt != null) {
            data.put("attempts", attempt);
        }
        if (failure != null) {
            data.put("error", failure);
        }
        return attempt == null
                ? NewEvent.once(EventType.STEP, data)
                : new NewEvent(EventType.STEP, "step:" + path + ":" + status.wire() + ":" + attempt, data);
    }

    /** A step that an attempt has completed. */
    record Ended(Place place, int attempt) {}
}
