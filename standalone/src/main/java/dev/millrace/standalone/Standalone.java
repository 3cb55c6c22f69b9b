package dev.millrace.standalone;

import dev.millrace.standalone.demo.Demo;
import dev.millrace.standalone.processes.CannotStart;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The one command that runs all of Millrace. The start script calls it; the environment configures it. */
public final class Standalone {
    private Standalone() {}

    /**
     * Without an argument: runs until SIGTERM. {@code demo} [{@code agents}]: shows the main job, or the agents, on a
     * Millrace that runs. {@code keyset}: prints a new keyset.
     */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "demo" -> System.exit(Demo.run(arguments.length > 1 ? arguments[1] : "", environment, System.out));
            case "keyset" -> System.out.println(Keyset.generate());
            default -> run(environment);
        }
    }

    private static void run(Map<String, String> environment) {
        StartupReport report = StartupReport.following(environment);
        try {
            Installation installation = Installation.start(environment, report::say);
            Runtime.getRuntime().addShutdownHook(new Thread(installation::close, "shutdown"));
            report.ready(installation);
        } catch (CannotStart reason) {
            report.failed(String.valueOf(reason.getMessage()));
            System.exit(1);
        } catch (RuntimeException bug) {
            LoggerFactory.getLogger(Standalone.class).error("the start failed", bug);
            report.failed(String.valueOf(bug));
            System.exit(1);
        }
    }
}
