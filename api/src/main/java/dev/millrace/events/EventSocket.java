package dev.millrace.events;

import dev.millrace.tenancy.TenantId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/**
 * Sends a job's events on a WebSocket (RFC 6455), one frame of JSON each, and closes after the final one. Each socket has its
 * virtual thread, which waits until a frame is taken before it reads the next events. What clients send is passed over.
 */
@Component
public final class EventSocket extends AbstractWebSocketHandler {
    private static final String SUBJECT = EventSocket.class.getName() + ".subject";
    private static final String READER = EventSocket.class.getName() + ".reader";
    private static final Logger log = LoggerFactory.getLogger(EventSocket.class);

    private final EventFollower follower;
    private final EventFrames frames;

    EventSocket(EventFollower follower, EventFrames frames) {
        this.follower = follower;
        this.frames = frames;
    }

    /**
     * Says, during the handshake, whose events the socket will send.
     *
     * @throws dev.millrace.problems.Problem MALFORMED when {@code lastEventId} is none
     */
    public static void follow(Map<String, Object> attributes, TenantId tenant, UUID job, @Nullable String lastEventId) {
        long last = EventFollower.lastEventId("last_event_id", lastEventId);
        attributes.put(SUBJECT, new Subject(tenant, job, last));
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        Subject subject =
                (Subject) Objects.requireNonNull(session.getAttributes().get(SUBJECT));
        Thread reader = Thread.ofVirtual().name("events-socket").unstarted(() -> send(subject, session));
        session.getAttributes().put(READER, reader);
        reader.start();
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        if (session.getAttributes().get(READER) instanceof Thread reader) {
            reader.interrupt();
        }
    }

    private void send(Subject subject, WebSocketSession session) {
        try {
            boolean over = follower.follow(subject.tenant(), subject.job(), subject.after(), new Socket(session));
            close(session, over ? CloseStatus.NORMAL : CloseStatus.GOING_AWAY);
        } catch (DataAccessException | TransactionException e) {
            close(session, CloseStatus.SERVICE_RESTARTED);
        } catch (IOException | IllegalStateException gone) {
            log.debug("the socket of job {} broke off", subject.job(), gone);
            close(session, CloseStatus.SESSION_NOT_RELIABLE);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(WebSocketSession session, CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException e) {
            log.debug("a socket could not be closed", e);
        }
    }

    private record Subject(TenantId tenant, UUID job, long after) {}

    private final class Socket implements EventFollower.EventSink {
        private final WebSocketSession session;

        Socket(WebSocketSession session) {
            this.session = session;
        }

        @Override
        public void send(List<JobEvent> found) throws IOException {
            for (JobEvent event : found) {
                session.sendMessage(new TextMessage(frames.of(event)));
            }
        }

        @Override
        public void stillHere() throws IOException {
            session.sendMessage(new PingMessage());
        }
    }
}
