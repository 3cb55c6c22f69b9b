package dev.millrace.harness;

import dev.millrace.standalone.processes.ChildSpec;
import dev.millrace.standalone.processes.PidFile;
import dev.millrace.standalone.processes.StopSignal;
import dev.millrace.standalone.processes.SupervisedChild;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Runs one module of this build as a process of its own, from its classes and its own class path. */
final class ModuleProcess {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ModuleProcess() {}

    static SupervisedChild start(
            String module, String mainClass, Path home, Map<String, String> environment, BooleanSupplier ready) {
        ChildSpec spec = new ChildSpec(
                module,
                command(module, mainClass, home),
                environment,
                home,
                home.resolve(module + ".log"),
                new PidFile(home.resolve(module + ".pid"), PidFile.Writer.PARENT),
                StopSignal.TERM);
        return SupervisedChild.start(spec, ready, PATIENCE);
    }

    private static List<String> command(String module, String mainClass, Path home) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmillrace.home=" + home,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dsmile.regression_tree.bins=1",
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(module),
                mainClass);
    }

    private static String classPath(String module) {
        Path target = Path.of("..", module, "target").toAbsolutePath().normalize();
        try {
            return target.resolve("classes")
                    + File.pathSeparator
                    + Files.readString(target.resolve("classpath")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("./mvnw package writes " + target + "/classpath", e);
        }
    }
}
