package dev.millrace.tuning;

import dev.millrace.http.Page;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobLinks;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Shows studies by their jobs and their own rows. */
@Component
final class StudyViews {
    private final StudyStandings standings;
    private final Lessons lessons;
    private final JobLinks links;
    private final Clock clock;

    StudyViews(StudyStandings standings, Lessons lessons, JobLinks links, Clock clock) {
        this.standings = standings;
        this.lessons = lessons;
        this.links = links;
        this.clock = clock;
    }

    StudyView of(Caller caller, Job job) {
        JobId id = job.ref().job();
        StudyStandings.Standing standing =
                standings.of(caller.tenant(), List.of(id)).get(id);
        if (standing == null) {
            throw Problem.notFound("job", id);
        }
        Map<String, Double> learnt = job.status().isFinal()
                ? Map.of()
                : lessons.importances(job.ref()).orElse(Map.of());
        return StudyView.of(job, standing, learnt, links.of(caller, job), clock.instant());
    }

    Page<StudyView> list(Caller caller, Page<Job> page) {
        Map<JobId, StudyStandings.Standing> found = standings.of(
                caller.tenant(),
                page.items().stream().map(job -> job.ref().job()).toList());
        return new Page<>(
                page.items().stream()
                        .flatMap(job -> {
                            StudyStandings.Standing standing =
                                    found.get(job.ref().job());
                            return standing == null
                                    ? Stream.<StudyView>empty()
                                    : Stream.of(StudyView.of(
                                            job, standing, Map.of(), links.of(caller, job), clock.instant()));
                        })
                        .toList(),
                page.nextCursor());
    }

    ResponseEntity<StudyView> accepted(Caller caller, Job job) {
        return ResponseEntity.accepted().location(URI.create(links.self(job))).body(of(caller, job));
    }
}
