package dev.millrace.tuning;

import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobLinks;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trials of a study. */
@Tag(name = "Hyperparameter tuning")
@RestController
@RequestMapping("/api/v1/training/hyperparameter-tuning/{id}/trials")
class TrialsController {
    private static final Set<TrialStatus> OPEN = Set.of(TrialStatus.WAITING, TrialStatus.RUNNING);

    private final Tunings tunings;
    private final Trials trials;
    private final Reports reports;
    private final StudySteering steering;
    private final JobLinks links;

    TrialsController(Tunings tunings, Trials trials, Reports reports, StudySteering steering, JobLinks links) {
        this.tunings = tunings;
        this.trials = trials;
        this.reports = reports;
        this.steering = steering;
        this.links = links;
    }

    @Operation(summary = "List the trials of a study, newest first")
    @GetMapping
    Page<TrialView> list(
            Caller caller,
            @PathVariable JobId id,
            PageRequest page,
            @Parameter(description = "Only trials of this status.") @RequestParam(required = false) @Nullable
                    TrialStatus status) {
        Job study = tunings.get(caller, id);
        UUID after = page.after();
        Integer before = after == null ? null : Math.clamp(after.getLeastSignificantBits(), 0, Integer.MAX_VALUE);
        List<Trial> found = trials.page(study.ref(), stored(study, status), before, page.fetch());
        Map<Integer, SortedMap<Integer, Double>> losses =
                reports.of(study.ref(), found.stream().map(Trial::number).toList());
        TuningSpec spec = spec(study);
        return Page.of(
                found,
                page,
                trial -> new UUID(0, trial.number()),
                trial -> TrialView.of(
                        trial,
                        losses.getOrDefault(trial.number(), new TreeMap<>()),
                        spec,
                        study.status().isFinal()));
    }

    @Operation(summary = "Get a trial")
    @GetMapping("/{number}")
    TrialView get(Caller caller, @PathVariable JobId id, @PathVariable int number) {
        Job study = tunings.get(caller, id);
        Trial trial = trials.get(study.ref(), number);
        return view(study, trial, reports.of(study.ref(), number));
    }

    @Operation(
            summary = "Have parameters of your own tried",
            description = "Before those that the sampler chooses next; the trial counts as one of max_trials.")
    @ApiResponse(responseCode = "201", description = "The trial, which waits for a free place.")
    @ApiResponse(responseCode = "409", description = "The search has ended, or all of its trials have begun.")
    @Requires(Role.OPERATOR)
    @PostMapping
    ResponseEntity<TrialView> enqueue(Caller caller, @PathVariable JobId id, @RequestBody TrialRequest request) {
        Job study = tunings.get(caller, id);
        int number = steering.enqueue(caller.tenant(), id, request.candidate(spec(study)));
        Trial trial = trials.get(study.ref(), number);
        return ResponseEntity.created(URI.create(links.self(study) + "/trials/" + number))
                .body(view(study, trial, reports.of(study.ref(), number)));
    }

    /** The statuses in the ledger that are shown as the one asked for. */
    private static Set<TrialStatus> stored(Job study, @Nullable TrialStatus shown) {
        if (shown == null) {
            return EnumSet.allOf(TrialStatus.class);
        }
        if (!study.status().isFinal()) {
            return EnumSet.of(shown);
        }
        Set<TrialStatus> stored = OPEN.contains(shown) ? EnumSet.noneOf(TrialStatus.class) : EnumSet.of(shown);
        if (shown == TrialStatus.CANCELLED) {
            stored.addAll(OPEN);
        }
        return stored;
    }

    private static TrialView view(Job study, Trial trial, SortedMap<Integer, Double> losses) {
        return TrialView.of(trial, losses, spec(study), study.status().isFinal());
    }

    private static TuningSpec spec(Job study) {
        return Json.read(study.request(), TuningSpec.class);
    }
}
