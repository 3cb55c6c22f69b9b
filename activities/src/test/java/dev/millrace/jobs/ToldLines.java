package dev.millrace.jobs;

import dev.millrace.events.NewEvent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is reported of a job, without a database. */
public final class ToldLines {
    private final List<NewEvent> events = new CopyOnWriteArrayList<>();

    public JobReport report(String step) {
        return new JobReport(step, Clock.systemUTC(), events::addAll);
    }

    public List<String> messages() {
        return events.stream().map(event -> String.valueOf(event.data())).toList();
    }
}
