package dev.millrace.events;

import dev.millrace.tenancy.TenantId;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Sends a job's events as server-sent events (WHATWG HTML, section 9.2), on the request's own virtual thread. */
@Component
public final class EventStream {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final JobEvents events;
    private final EventFollower follower;
    private final EventFrames frames;

    EventStream(JobEvents events, EventFollower follower, EventFrames frames) {
        this.events = events;
        this.follower = follower;
        this.frames = frames;
    }

    /** Returns when the final event was sent, the client has gone or the process ends. */
    public void send(TenantId tenant, UUID job, @Nullable String lastEventId, HttpServletResponse response) {
        long last = EventFollower.lastEventId("Last-Event-ID", lastEventId);
        // Read before the answer begins, so that a database that is down is still told by a status.
        events.read(tenant, job, last, 1);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        try {
            response.flushBuffer();
            follower.follow(tenant, job, last, new Stream(response.getOutputStream()));
        } catch (IOException | DataAccessException | TransactionException e) {
            // The client has gone, or will come back by itself, as the protocol has it, and resume.
            log.debug("the stream of job {} broke off", job, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Stream implements EventFollower.EventSink {
        private final ServletOutputStream out;

        Stream(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void send(List<JobEvent> found) throws IOException {
            for (JobEvent event : found) {
                write("id: %d\nevent: %s\ndata: %s\n\n"
                        .formatted(event.id(), event.type().wire(), frames.of(event)));
            }
            out.flush();
        }

        @Override
        public void stillHere() throws IOException {
            write(": still here\n\n");
            out.flush();
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
