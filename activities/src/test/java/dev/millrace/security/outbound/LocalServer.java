package dev.millrace.security.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that may break every rule of HTTP: it reads a request's head and writes what it is told to. */
public final class LocalServer implements Closeable {
    private final ServerSocket server;
    private final Behaviour behaviour;
    private volatile boolean resets;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private LocalServer(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
    }

    public static LocalServer of(Behaviour behaviour) throws IOException {
        LocalServer local = new LocalServer(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), behaviour);
        Thread.ofVirtual().start(local::serve);
        return local;
    }

    /** Always the same answer, whose body is as long as Content-Length says. */
    public static LocalServer answering(String head, String body) throws IOException {
        return of((request, out) -> out.write(
                (head + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8)));
    }

    /** Breaks every connection in the middle of its answer. */
    public static LocalServer resetting() throws IOException {
        LocalServer local = of((request, out) -> out.write(new byte[] {'H', 'T', 'T', 'P'}));
        local.resets = true;
        return local;
    }

    public String url(String path) {
        return "http://" + authority() + path;
    }

    public String authority() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Request line, headers and body, as they came. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String request = read(socket.getInputStream());
            requests.add(request);
            behaviour.answer(request, socket.getOutputStream());
            if (resets) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException clientHasGone) {
            // As it should, of what never ends.
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            request.append((char) next);
        }
        int length = request.toString()
                .lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .sum();
        return request + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** What it does with a request; the connection is closed after it. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(String request, OutputStream out) throws IOException;
    }
}
