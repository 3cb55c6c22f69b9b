package dev.millrace.schedules;

import dev.millrace.http.ETags;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunPlanner;
import dev.millrace.problems.Placed;
import dev.millrace.problems.Problem;
import dev.millrace.schedules.Schedule.Action;
import dev.millrace.schedules.Schedule.Draft;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.security.Caller;
import dev.millrace.tenancy.Json;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns requests into what schedules hold, and tells versions of schedules apart. */
@Component
final class ScheduleWriting {
    private final SortedMap<String, RunPlanner> planners = new TreeMap<>();

    ScheduleWriting(List<RunPlanner> planners) {
        planners.forEach(planner -> this.planners.put(planner.kind().wire(), planner));
    }

    Draft draft(Caller caller, ScheduleRequest request) {
        Timing timing = request.timing();
        JobKind kind = request.action().kind();
        RunPlanner planner = kind == null ? null : planners.get(kind.wire());
        if (planner == null) {
            throw Problem.invalid("/action/kind", "kind is one of " + String.join(", ", planners.keySet()));
        }
        Object plan = Placed.at(
                "/action/request", () -> planner.plan(caller, request.action().request()));
        return new Draft(
                request.name(),
                timing,
                new Action(planner.kind(), request.action().request(), Json.tree(plan)),
                request.note());
    }

    static Planner planner(Caller caller) {
        return new Planner(caller.actor(), caller.role());
    }

    /** Its next times change as time passes: the tag has both, and a change asks for the version. */
    static String revision(ScheduleView view) {
        return view.version() + "." + ETags.fingerprint(view);
    }

    static Consumer<Schedule> unlessChanged(@Nullable String ifMatch) {
        String versions = ifMatch == null ? null : ifMatch.replaceAll("\\.[0-9a-f]+\"", "\"");
        return schedule -> ETags.require(versions, schedule.version());
    }
}
