package dev.millrace.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Gives each request its {@link Connection}. The servlet interface tells of a client that has gone only to those who write;
 * Tomcat's connector also by a read that does not block: after the whole body nothing may come but the end.
 */
final class ConnectionValve extends ValveBase {
    ConnectionValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(Connection.class.getName(), new Probe(request.getCoyoteRequest()));
        getNext().invoke(request, response);
    }

    private static final class Probe implements Connection {
        private final org.apache.coyote.Request request;
        private final ReentrantLock lock = new ReentrantLock();
        private boolean gone;

        Probe(org.apache.coyote.Request request) {
            this.request = request;
        }

        /** Tomcat has one byte to offer after a failed read; a client that sends its next request early sends more. */
        @Override
        public boolean gone() {
            lock.lock();
            try {
                if (!gone) {
                    request.action(ActionCode.AVAILABLE, true);
                    gone = request.getAvailable() == 1;
                }
                return gone;
            } finally {
                lock.unlock();
            }
        }
    }
}
