package dev.millrace.agents;

import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.jobs.JobRef;
import dev.millrace.llm.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells those who follow a run what its model says while it says it, some 50 ms of text at a time. An offset counts the
 * characters before it; where an answer begins anew, an event says so first.
 */
final class TokenStream implements Tokens, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TokenStream.class);
    private static final long PERIOD_NS = Duration.ofMillis(50).toNanos();

    private final JobEvents events;
    private final JobRef job;
    private final String step;
    private final StringBuilder found = new StringBuilder();
    private long offset;
    private long written = System.nanoTime();

    private TokenStream(JobEvents events, JobRef job, String step) {
        this.events = events;
        this.job = job;
        this.step = step;
    }

    /** Of one attempt at a step; what an attempt before it told is taken back. */
    static TokenStream open(JobEvents events, JobRef job, String step) {
        TokenStream stream = new TokenStream(events, job, step);
        boolean again = !events.read(job.tenant(), job.job().value(), EventType.TOKEN, step, 0, 1)
                .isEmpty();
        if (again) {
            stream.tell(Map.of("step", step, "restart", true));
        }
        return stream;
    }

    @Override
    public void add(String text) {
        found.append(Clean.text(text));
        if (System.nanoTime() - written >= PERIOD_NS) {
            write();
        }
    }

    @Override
    public void restart() {
        found.setLength(0);
        if (offset > 0) {
            offset = 0;
            tell(Map.of("step", step, "restart", true));
        }
    }

    @Override
    public void close() {
        write();
    }

    private void write() {
        if (!found.isEmpty()) {
            tell(Map.of("step", step, "offset", offset, "text", found.toString()));
            offset += found.length();
            found.setLength(0);
        }
        written = System.nanoTime();
    }

    private void tell(Map<String, Object> data) {
        try {
            events.append(job.tenant(), job.job().value(), List.of(NewEvent.once(EventType.TOKEN, data)));
        } catch (DataAccessException | TransactionException e) {
            // Who follows reads the whole answer in the end; the answer itself is not to be lost for it.
            log.debug("what the model says could not be told", e);
        }
    }
}
