package dev.millrace.pipelines;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Caller;
import dev.millrace.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Workflows with their statistics, as the API shows them; and the stop of all their runs. */
@Component
final class Workflows {
    private final Definitions definitions;
    private final DefinitionStatistics statistics;
    private final PipelineRuns runs;
    private final JobControls controls;

    Workflows(Definitions definitions, DefinitionStatistics statistics, PipelineRuns runs, JobControls controls) {
        this.definitions = definitions;
        this.statistics = statistics;
        this.runs = runs;
        this.controls = controls;
    }

    Page<WorkflowView> list(Caller caller, @Nullable String name, PageRequest page) {
        DefinitionId before = page.after() == null ? null : new DefinitionId(page.after());
        List<Definition> found = definitions.list(caller.tenant(), name, before, page.fetch());
        Map<DefinitionId, RunStatistics> known = statistics.of(
                caller.tenant(), found.stream().map(Definition::id).toList());
        return Page.of(
                found,
                page,
                definition -> definition.id().value(),
                definition -> WorkflowView.of(definition, null, Objects.requireNonNull(known.get(definition.id()))));
    }

    WorkflowView view(TenantId tenant, Definition definition) {
        DefinitionVersion newest = definitions.version(tenant, definition.id(), definition.version());
        RunStatistics known = Objects.requireNonNull(
                statistics.of(tenant, List.of(definition.id())).get(definition.id()));
        return WorkflowView.of(definition, newest.document(), known);
    }

    /** Cancels the open runs; those that end meanwhile are passed by. */
    List<JobId> stop(Caller caller, DefinitionId id) {
        Definition definition = definitions.get(caller.tenant(), id);
        List<JobId> stopped = new ArrayList<>();
        for (JobId run : runs.open(caller.tenant(), definition.id())) {
            try {
                controls.cancel(caller.tenant(), run);
                stopped.add(run);
            } catch (Problem ended) {
                if (ended.type() != ProblemType.CONFLICT) {
                    throw ended;
                }
            }
        }
        return stopped;
    }

    /** Statistics change with every run, the definition with every version: the tag has both, and a change asks for the second. */
    static String revision(WorkflowView view) {
        return view.version() + "." + ETags.fingerprint(view.statistics());
    }

    static Consumer<Definition> unlessChanged(@Nullable String ifMatch) {
        String versions = ifMatch == null ? null : ifMatch.replaceAll("\\.[0-9a-f]+\"", "\"");
        return definition -> ETags.require(versions, definition.version());
    }
}
