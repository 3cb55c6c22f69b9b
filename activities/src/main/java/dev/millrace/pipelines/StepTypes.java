package dev.millrace.pipelines;

import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.pipelines.steps.StepType;
import dev.millrace.pipelines.steps.TaskStep;
import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Every type of step that this build can do. */
@Component
final class StepTypes {
    private final Map<String, StepType> byName;

    StepTypes(List<StepType> types) {
        byName = types.stream().collect(Collectors.toUnmodifiableMap(StepType::name, Function.identity()));
    }

    TaskStep task(String name) {
        if (byName.get(name) instanceof TaskStep task) {
            return task;
        }
        throw unknown(name);
    }

    JobStep job(String name) {
        if (byName.get(name) instanceof JobStep job) {
            return job;
        }
        throw unknown(name);
    }

    private static Problem unknown(String name) {
        return Problem.conflict("this worker cannot do steps of type " + name + "; start one of the version that can");
    }
}
