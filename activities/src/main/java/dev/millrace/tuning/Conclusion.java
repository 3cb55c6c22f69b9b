package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The end of the search: what was found, and why it ended. */
@Component
final class Conclusion {
    private final Trials trials;
    private final StudyNews news;
    private final Lessons lessons;
    private final JobResults results;
    private final Clock clock;

    Conclusion(Trials trials, StudyNews news, Lessons lessons, JobResults results, Clock clock) {
        this.trials = trials;
        this.news = news;
        this.lessons = lessons;
        this.results = results;
        this.clock = clock;
    }

    /** @throws Problem STUDY_FAILED when there is nothing to go by */
    void conclude(JobRef job, TuningSpec spec) {
        Study study = trials.study(job);
        news.tell(job, spec, study);
        results.merge(job, learnt(job, reason(study, spec)));
        if (study.failed() > study.limits().maxFailedTrials()) {
            throw failed(
                    job,
                    study.failed() + " trials failed, more than max_failed_trials "
                            + study.limits().maxFailedTrials() + " allows");
        }
        if (study.bestNumber() == null) {
            throw failed(job, "no trial gave a value of " + spec.objective().metric());
        }
    }

    private Map<String, Object> learnt(JobRef job, String reason) {
        Map<String, Object> learnt = new LinkedHashMap<>(Map.of("ended_by", reason));
        lessons.finalImportances(job).ifPresent(importances -> learnt.put("importances", importances));
        return learnt;
    }

    private String reason(Study study, TuningSpec spec) {
        return study.end(spec, clock.instant())
                .map(end -> end.name().toLowerCase(Locale.ROOT))
                .orElse(study.begun() < study.limits().maxTrials() ? "space_exhausted" : "max_trials");
    }

    private Problem failed(JobRef job, String what) {
        List<Trial> last = trials.list(job, TrialStatus.FAILED, null, 1);
        String why = last.isEmpty()
                ? ""
                : "; trial " + last.getFirst().number() + ": " + last.getFirst().error();
        return new Problem(ProblemType.STUDY_FAILED, what + why);
    }
}
