package dev.millrace.standalone;

import dev.millrace.standalone.demo.Demo;
import dev.millrace.standalone.processes.CannotStart;
import dev.millrace.standalone.processes.Ports;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The one command that runs all of Millrace. The start script calls it; the environment configures it. */
public final class Standalone {
    private Standalone() {}

    /**
     * Without an argument: runs until SIGTERM. {@code demo}: shows the main job on a Millrace that runs. {@code keyset}:
     * prints a new keyset.
     */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "demo" -> System.exit(Demo.run(environment, System.out));
            case "keyset" -> System.out.println(Keyset.generate());
            default -> run(environment);
        }
    }

    private static void run(Map<String, String> environment) {
        StartupReport report = StartupReport.toStandardOutput();
        try {
            Settings settings = Settings.from(environment);
            Home home = Home.hold(settings.home());
            report = report.alsoTo(home.run("progress"));
            start(settings, home, environment, report);
        } catch (CannotStart reason) {
            report.failed(String.valueOf(reason.getMessage()));
            System.exit(1);
        } catch (RuntimeException bug) {
            report.failed(String.valueOf(bug));
            throw bug;
        }
    }

    private static void start(Settings settings, Home home, Map<String, String> environment, StartupReport report) {
        Ports.requireFree(settings.bind(), settings.port(), "Millrace", "AI_SERVICE_PORT (or --port)");
        Servers servers = Servers.start(settings, home, environment, report::say);
        Shutdown shutdown = new Shutdown(servers, home);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::run, "shutdown"));
        report.say("Starting API and workers");
        shutdown.closeFirst(application(settings, home, servers));
        report.ready(settings);
    }

    private static ConfigurableApplicationContext application(Settings settings, Home home, Servers servers) {
        SpringApplication application = new SpringApplication(StandaloneApplication.class);
        application.setRegisterShutdownHook(false);
        return application.run(StandaloneProperties.of(settings, home, servers).asArguments());
    }
}
