package dev.millrace.standalone.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this machine. */
public final class Ports {
    private Ports() {}

    /**
     * Binds the port for a moment.
     *
     * @throws CannotStart when it is taken, naming the holder where the system tells and the variable that moves the port
     */
    public static void requireFree(String host, int port, String service, String variable) {
        if (!isFree(host, port)) {
            String holder = PortHolder.of(port).map(who -> " by " + who).orElse("");
            throw new CannotStart(
                    "Port %d for %s is already in use%s. Stop that program, or choose another port with %s."
                            .formatted(port, service, holder, variable));
        }
    }

    static boolean isFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Any free port of the loopback interface. */
    public static int anyFree() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
