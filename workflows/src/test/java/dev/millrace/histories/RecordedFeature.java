package dev.millrace.histories;

import dev.millrace.agents.AgentWorkflow;
import dev.millrace.agents.AgentWorkflowImpl;
import dev.millrace.agents.FakeAgent;
import dev.millrace.automl.AutomlWorkflow;
import dev.millrace.automl.AutomlWorkflowImpl;
import dev.millrace.automl.FakeAutoml;
import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.FlowRun;
import dev.millrace.jobs.Gate;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Script;
import dev.millrace.monitoring.FakeMonitoring;
import dev.millrace.monitoring.MonitoringWorkflow;
import dev.millrace.monitoring.MonitoringWorkflowImpl;
import dev.millrace.pipelines.PipelineWorkflow;
import dev.millrace.pipelines.PipelineWorkflowImpl;
import dev.millrace.pipelines.SamplePipeline;
import dev.millrace.prediction.BatchPlan;
import dev.millrace.prediction.BatchPredictionWorkflow;
import dev.millrace.prediction.BatchPredictionWorkflowImpl;
import dev.millrace.prediction.FakePrediction;
import dev.millrace.releases.FakeRollout;
import dev.millrace.releases.RolloutWorkflow;
import dev.millrace.releases.RolloutWorkflowImpl;
import dev.millrace.schedules.BackfillWorkflow;
import dev.millrace.schedules.BackfillWorkflowImpl;
import dev.millrace.schedules.FakeSchedule;
import dev.millrace.training.FakeTraining;
import dev.millrace.training.TrainingWorkflow;
import dev.millrace.training.TrainingWorkflowImpl;
import dev.millrace.tuning.FakeStudy;
import dev.millrace.tuning.TuningWorkflow;
import dev.millrace.tuning.TuningWorkflowImpl;
import io.temporal.client.WorkflowFailedException;
import java.util.List;
import java.util.Set;

/** A workflow whose runs a release records: one that goes well, one that is paused, one that is cancelled. */
enum RecordedFeature {
    TRAINING("training", TrainingWorkflowImpl.class) {
        @Override
        List<String> interrupted() {
            return List.of("fit");
        }

        @Override
        Object activities(Script script) {
            return new FakeTraining(script);
        }

        @Override
        FlowRun start(FlowFixture flow) {
            return flow.start(TrainingWorkflow.class, JobKind.TRAINING, FakeTraining.request());
        }
    },
    CROSS_VALIDATION("cross_validation", TrainingWorkflowImpl.class) {
        @Override
        List<String> interrupted() {
            return List.of("fit_fold_1", "fit_fold_2", "fit_fold_3", "fit_fold_4");
        }

        @Override
        Object activities(Script script) {
            return new FakeTraining(script);
        }

        @Override
        FlowRun start(FlowFixture flow) {
            return flow.start(TrainingWorkflow.class, JobKind.TRAINING, FakeTraining.crossValidated());
        }
    },
    PREDICTION("prediction", BatchPredictionWorkflowImpl.class) {
        @Override
        List<String> interrupted() {
            return List.of("score 0", "score 2", "score 4", "score 6");
        }

        @Override
        Object activities(Script script) {
            return new FakePrediction(script, new BatchPlan(200_000, 10_000));
        }

        @Override
        FlowRun start(FlowFixture flow) {
            return flow.start(BatchPredictionWorkflow.class, JobKind.BATCH_PREDICTION, FakePrediction.request());
        }
    },
    TUNING("tuning", TuningWorkflowImpl.class) {
        @Override
        List<String> interrupted() {
            return List.of("work 0", "work 1");
        }

        @Override
        Object activities(Script script) {
            return new FakeStudy(script, 6, 2);
        }

        @Override
        FlowFixture fixture(Script script) {
            FakeStudy study = new FakeStudy(script, 6, 2);
            return new FlowFixture(List.of(TuningWorkflowImpl.class), study, study);
        }

        @Override
        FlowRun start(FlowFixture flow) {
            return flow.start(TuningWorkflow.class, JobKind.HYPERPARAMETER_TUNING, FakeStudy.request());
        }
    },
    AUTOML("automl", AutomlWorkflowImpl.class) {
        @Override
        List<String> interrupted() {
            return List.of("fit");
        }

        @Override
        Object activities(Script script) {
            throw new UnsupportedOperationException("its fixture has a study as well");
        }

        @Override
        FlowFixture fixture(Script script) {
            return FakeAutoml.fixture(script);
        }

        @Override
        FlowRun start(FlowFixture flow) {
            return flow.start(AutomlWorkflow.class, JobKind.AUTOML, FakeAutoml.request());
        }
    },
    ROLLOUT("releases", RolloutWorkflowImpl.class) {
        @Override
        List<String> interrupted() {
            return List.of("check");
        }

        @Override
        boolean finishesWhenPaused() {
            return true;
        }

        @Override
        Object activities(Script script) {
            throw new UnsupportedOperationException("its activities are local ones");
        }

        @Override
        FlowFixture fixture(Script script) {
            return FakeRollout.fixture(script);
        }

        @Override
        FlowRun start(FlowFixture flow) {
            return flow.start(RolloutWorkflow.class, JobKind.ROLLOUT, FakeRollout.request());
        }
    },
    BACKFILL("schedules", BackfillWorkflowImpl.class) {
        @Override
        List<String> interrupted() {
            return List.of("work 1");
        }

        @Override
        boolean finishesWhenPaused() {
            return true;
        }

        @Override
        Object activities(Script script) {
            return new FakeSchedule(script, 6, Set.of(2), Set.of(4));
        }

        @Override
        FlowFixture fixture(Script script) {
            return FakeSchedule.fixture(new FakeSchedule(script, 6, Set.of(2), Set.of(4)));
        }

        @Override
        FlowRun start(FlowFixture flow) {
            return flow.start(BackfillWorkflow.class, JobKind.BACKFILL, FakeSchedule.backfill(1));
        }
    },
    MONITORING("monitoring", MonitoringWorkflowImpl.class) {
        @Override
        List<String> interrupted() {
            return List.of("evaluate");
        }

        @Override
        boolean finishesWhenPaused() {
            return true;
        }

        @Override
        Object activities(Script script) {
            return new FakeMonitoring(script, 2);
        }

        @Override
        FlowRun start(FlowFixture flow) {
            return flow.start(MonitoringWorkflow.class, JobKind.MONITORING, FakeMonitoring.request());
        }
    },
    AGENT("agents", AgentWorkflowImpl.class) {
        @Override
        List<String> interrupted() {
            return List.of("use 1.1", "use 1.2");
        }

        @Override
        boolean finishesWhenPaused() {
            return true;
        }

        @Override
        Object activities(Script script) {
            return FakeAgent.sample(script);
        }

        @Override
        FlowFixture fixture(Script script) {
            FakeAgent agent = FakeAgent.sample(script);
            return new FlowFixture(List.of(AgentWorkflowImpl.class), agent, agent);
        }

        @Override
        FlowRun start(FlowFixture flow) {
            return flow.start(AgentWorkflow.class, JobKind.AGENT, FakeAgent.request(true));
        }
    },
    PIPELINE("pipelines", PipelineWorkflowImpl.class) {
        @Override
        List<String> interrupted() {
            return List.of("each[1]", "side");
        }

        @Override
        boolean finishesWhenPaused() {
            return true;
        }

        @Override
        Object activities(Script script) {
            return SamplePipeline.activities(script);
        }

        @Override
        FlowFixture fixture(Script script) {
            return SamplePipeline.fixture(script);
        }

        @Override
        FlowRun start(FlowFixture flow) {
            return flow.start(PipelineWorkflow.class, JobKind.PIPELINE, SamplePipeline.request());
        }
    };

    private final String folder;
    private final Class<?> workflow;

    RecordedFeature(String folder, Class<?> workflow) {
        this.folder = folder;
        this.workflow = workflow;
    }

    /** The steps under way when the run is paused or cancelled. */
    abstract List<String> interrupted();

    /** Whether what is under way is let finish by a pause. */
    boolean finishesWhenPaused() {
        return false;
    }

    abstract Object activities(Script script);

    abstract FlowRun start(FlowFixture flow);

    FlowFixture fixture(Script script) {
        return new FlowFixture(workflow, activities(script));
    }

    String folder() {
        return folder;
    }

    String happy() {
        Script script = new Script();
        try (FlowFixture flow = fixture(script)) {
            return history(flow, start(flow));
        }
    }

    String paused() {
        return inTheMiddle((flow, run, gates) -> {
            run.control().pause();
            if (finishesWhenPaused()) {
                gates.forEach(Gate::open);
            }
            flow.row().await(JobStatus.PAUSED);
            run.control().resume();
        });
    }

    String cancelled() {
        return inTheMiddle((_, run, _) -> run.stub().cancel());
    }

    private String inTheMiddle(Happening happening) {
        Script script = new Script();
        List<Gate> gates = interrupted().stream().map(script::gate).toList();
        try (FlowFixture flow = fixture(script)) {
            FlowRun run = start(flow);
            gates.forEach(Gate::awaitReached);
            happening.befalls(flow, run, gates);
            return history(flow, run);
        }
    }

    private static String history(FlowFixture flow, FlowRun run) {
        try {
            run.result(Object.class);
        } catch (WorkflowFailedException cancelled) {
            // one of the runs to record
        }
        return flow.client().fetchHistory(run.workflowId()).toJson(true);
    }

    @FunctionalInterface
    private interface Happening {
        void befalls(FlowFixture flow, FlowRun run, List<Gate> gates);
    }
}
