package dev.millrace.standalone.postgres;

import dev.millrace.standalone.processes.CannotStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own the process keeps its files and ports but no longer
 * counts as root, so that root (in containers, on build machines) can run it.
 */
final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private Unprivileged() {}

    static List<String> command(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        if (!namespacesWork()) {
            throw new CannotStart("PostgreSQL does not run as root, and this machine allows no user namespaces."
                    + " Run Millrace as another user, or set DATABASE_URL to use your own PostgreSQL.");
        }
        List<String> wrapped = new ArrayList<>(NAMESPACE);
        wrapped.addAll(command);
        return wrapped;
    }

    private static boolean namespacesWork() {
        List<String> probe = new ArrayList<>(NAMESPACE);
        probe.add("true");
        try {
            return new ProcessBuilder(probe).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
