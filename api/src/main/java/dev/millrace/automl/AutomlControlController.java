package dev.millrace.automl;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControlController;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobSteering;
import dev.millrace.security.Caller;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Steers AutoML jobs that are under way. The time budget does not run while one is paused. */
@Tag(name = "AutoML")
@RestController
@RequestMapping("/api/v1/training/automl/{id}")
class AutomlControlController extends JobControlController<AutomlJobView> {
    private final AutomlViews views;

    AutomlControlController(JobSteering steering, AutomlViews views) {
        super(JobKind.AUTOML, steering);
        this.views = views;
    }

    @Override
    protected AutomlJobView view(Caller caller, Job job) {
        return views.brief(caller, job);
    }
}
