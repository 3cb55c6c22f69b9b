package dev.millrace.training;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControlController;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobLinks;
import dev.millrace.jobs.JobSteering;
import dev.millrace.security.Caller;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Steers trainings that are under way. */
@Tag(name = "Training")
@RestController
@RequestMapping("/api/v1/training/jobs/{id}")
class TrainingControlController extends JobControlController<TrainingJobView> {
    private final JobLinks links;
    private final Clock clock;

    TrainingControlController(JobSteering steering, JobLinks links, Clock clock) {
        super(JobKind.TRAINING, steering);
        this.links = links;
        this.clock = clock;
    }

    @Override
    protected TrainingJobView view(Caller caller, Job job) {
        return TrainingJobView.of(job, links.of(caller, job), clock.instant());
    }
}
