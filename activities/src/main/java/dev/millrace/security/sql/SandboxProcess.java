package dev.millrace.security.sql;

import dev.millrace.artifacts.Scratch;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * A process with a DuckDB in it, without environment and of limited memory: what a query does to it (takes its memory,
 * never ends, crashes it) happens to nobody else. Closing kills it.
 */
final class SandboxProcess implements AutoCloseable {
    /** What the JVM takes of the address space, most of it never used, and what DuckDB takes beyond its own limit. */
    private static final long BESIDES_MB = 2_048;

    private static final int LONGEST_ANSWER = 1 << 26;
    private static final long LOOK_MS = 100;

    private final Process process;
    private final DataOutputStream statements;
    private final DataInputStream answers;

    private SandboxProcess(Process process) {
        this.process = process;
        this.statements = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new DataInputStream(process.getInputStream());
    }

    static SandboxProcess start(int memoryMb, Scratch scratch) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command(memoryMb, scratch))
                    .directory(scratch.folder().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "MALLOC_ARENA_MAX", "2"));
            return new SandboxProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("the process for SQL does not start", e);
        }
    }

    private static List<String> command(int memoryMb, Scratch scratch) throws IOException {
        long kilobytes = (memoryMb + BESIDES_MB) << 10;
        Path classes = ClassLocation.of(SandboxMain.class, scratch.file("millrace.jar"));
        Path duckDb = ClassLocation.of(DuckDBDriver.class, scratch.file("duckdb.jar"));
        return List.of(
                "/bin/sh",
                "-c",
                "ulimit -v " + kilobytes + "; ulimit -c 0; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Xss16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=16m",
                "-XX:CompressedClassSpaceSize=16m",
                "-XX:-UsePerfData",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                // DuckDB's native library is unpacked there.
                "-Djava.io.tmpdir=" + scratch.folder(),
                "-cp",
                classes + ":" + duckDb,
                SandboxMain.class.getName());
    }

    /**
     * The rows that a statement gives, as texts. {@code goesOn} is called ten times a second, and throws when it is to stop.
     *
     * @throws SandboxFailure when DuckDB refuses it
     * @throws SandboxGone when the process died of it
     */
    List<List<@Nullable String>> run(String sql, Runnable goesOn) throws SandboxFailure {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("sql").start(() -> ask(sql, answer));
        do {
            goesOn.run();
        } while (!isThere(answer));
        return answer.join().rows();
    }

    private static boolean isThere(CompletableFuture<Answer> answer) {
        try {
            answer.get(LOOK_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillAtIt) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a query ran");
        } catch (ExecutionException e) {
            throw new SandboxGone(e);
        }
    }

    private void ask(String sql, CompletableFuture<Answer> answer) {
        try {
            byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
            statements.writeInt(bytes.length);
            statements.write(bytes);
            statements.flush();
            answer.complete(
                    answers.readBoolean() ? new Answer(rows(), null) : new Answer(List.of(), String.valueOf(text())));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private List<List<@Nullable String>> rows() throws IOException {
        int columns = answers.readInt();
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (answers.readBoolean()) {
            @Nullable String[] values = new @Nullable String[columns];
            for (int column = 0; column < columns; column++) {
                values[column] = text();
            }
            rows.add(Arrays.asList(values));
        }
        return rows;
    }

    private @Nullable String text() throws IOException {
        int length = answers.readInt();
        if (length < 0) {
            return null;
        }
        if (length > LONGEST_ANSWER) {
            throw new EOFException("an answer of " + length + " bytes");
        }
        return new String(answers.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            // Its files can be deleted only then.
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Answer(
            List<List<@Nullable String>> found, @Nullable String refusal) {
        List<List<@Nullable String>> rows() throws SandboxFailure {
            if (refusal != null) {
                throw new SandboxFailure(refusal);
            }
            return found;
        }
    }
}
