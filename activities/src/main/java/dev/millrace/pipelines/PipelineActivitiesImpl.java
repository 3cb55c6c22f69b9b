package dev.millrace.pipelines;

import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.StepStatus;
import dev.millrace.pipelines.document.DocumentStep.Compensation;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Each is left to the class for its kind of step; a step that one of them ends has its failure recorded. */
@Component
public final class PipelineActivitiesImpl implements PipelineActivities {
    private final RunDocuments documents;
    private final StepTypes types;
    private final ComposedSteps composed;
    private final WaitingSteps waiting;
    private final ChildSteps children;
    private final Variables variables;
    private final StepRecords records;
    private final StepRows rows;
    private final JobResults results;

    PipelineActivitiesImpl(
            RunDocuments documents,
            StepTypes types,
            ComposedSteps composed,
            WaitingSteps waiting,
            ChildSteps children,
            Variables variables,
            StepRecords records,
            StepRows rows,
            JobResults results) {
        this.documents = documents;
        this.types = types;
        this.composed = composed;
        this.waiting = waiting;
        this.children = children;
        this.variables = variables;
        this.records = records;
        this.rows = rows;
        this.results = results;
    }

    @Override
    public Entered enter(StepCall call) {
        return at(call, composed::enter);
    }

    @Override
    public Entered enterItem(StepCall call) {
        return at(call, composed::enterItem);
    }

    @Override
    public boolean again(StepCall call, int iteration) {
        return at(call, here -> composed.again(here, iteration));
    }

    @Override
    public void leave(StepCall call, int number) {
        at(call, here -> {
            composed.leave(here, number);
            return call;
        });
    }

    @Override
    public void gather(StepCall call) {
        at(call, here -> {
            composed.gather(here);
            return call;
        });
    }

    @Override
    public void failed(StepCall call, JobFailure failure) {
        Here here = Here.of(documents, call);
        boolean recorded = records.find(call.run(), here.path())
                .filter(step ->
                        step.status() == StepStatus.FAILED && failure.detail().equals(step.error()))
                .isPresent();
        if (!recorded) {
            rows.fail(call.run(), here.place(), failure);
        }
    }

    @Override
    public void passedOver(JobRef run, Map<String, StepState> paths) {
        Map<StepRows.Place, StepStatus> passed = new LinkedHashMap<>();
        paths.forEach((path, state) -> passed.put(
                Here.of(documents, new StepCall(run, path)).place(),
                state == StepState.SKIPPED ? StepStatus.SKIPPED : StepStatus.NOT_RUN));
        rows.passOver(run, passed);
    }

    @Override
    public Opened open(StepCall call, String workflowId) {
        return at(call, here -> waiting.open(here, workflowId));
    }

    @Override
    public StepState close(StepCall call, @Nullable Answer answer) {
        return at(call, here -> waiting.close(here, answer));
    }

    @Override
    public Launched launch(StepCall call, int attempt) {
        return at(call, here -> children.launch(here, attempt));
    }

    @Override
    public Concluded conclude(StepCall call, JobRef child, int attempt) {
        return at(call, here -> children.conclude(here, child, attempt));
    }

    @Override
    public List<Owed> owed(JobRef run) {
        return records.completed(run).stream()
                .map(path -> owed(Here.of(documents, new StepCall(run, path))))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void finish(JobRef run) {
        RunDocument document = documents.of(run);
        JsonNode output = document.compiled().document().output();
        if (output != null) {
            JsonNode rendered = document.compiled().render(output, variables.ofOutput(document, run));
            int length = rendered.toString().length();
            if (length > Outputs.LARGEST) {
                throw Problem.invalid(
                        "/output",
                        "the workflow's output is " + length + " characters of JSON; it may be " + Outputs.LARGEST);
            }
            results.merge(run, Map.of("output", Json.parse(Storable.text(rendered))));
        }
    }

    /** Of a step that is done for each item, the items are undone, not the step as a whole. */
    private Optional<Owed> owed(Here here) {
        Compensation undo = here.step().compensate();
        boolean whole = here.step().forEach() != null && !here.isItem();
        return undo == null || whole
                ? Optional.empty()
                : Optional.of(
                        new Owed(here.path().toString(), types.task(undo.type()).queue()));
    }

    private <T> T at(StepCall call, Function<Here, T> work) {
        Here here = Here.of(documents, call);
        try {
            return work.apply(here);
        } catch (Problem problem) {
            if (problem.type() != ProblemType.UNAVAILABLE) {
                rows.fail(here.run(), here.place(), JobFailure.of(problem));
            }
            throw problem;
        }
    }
}
