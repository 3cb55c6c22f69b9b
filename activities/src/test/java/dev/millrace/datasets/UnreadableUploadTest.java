package dev.millrace.datasets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableUploadTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final DatasetLimits SMALL = new DatasetLimits(50 << 20, 200, 1000, 2000, 100_000);

    @TempDir
    private Path folder;

    private Ingest ingest = ingest(Path.of(""), SMALL);

    @BeforeEach
    void openIngest() {
        ingest = ingest(folder, SMALL);
    }

    private static Ingest ingest(Path folder, DatasetLimits limits) {
        Path work = folder.resolve("work");
        return new Ingest(
                new LocalArtifactStore(folder.resolve("artifacts"), InstantSource.system()),
                new DuckDb(new DuckDbLimits(256, 256, 2, 2), work),
                limits,
                work);
    }

    private void ingest(byte[] upload) {
        try (ReceivedData data = ingest.receive(new ByteArrayInputStream(upload))) {
            ingest.store(data, TENANT);
        }
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("nothing", bytes(""), "the file is empty"),
                arguments("blank lines", bytes("\n\r\n\n"), "the file is empty"),
                arguments("header only", bytes("a,b\n"), "has a header but no rows"),
                arguments(
                        "short row", bytes("a,b\n1,2\n\n3\n"), "line 4 has 1 values where the header names 2 columns"),
                arguments("long row", bytes("a,b\n\"x\ny\",2\n3,4,5"), "line 4 has 3 values"),
                arguments("name twice", bytes("a,b,a\n1,2,3\n"), "line 1 names two columns a"),
                arguments("name missing", bytes(",b\n1,2\n"), "column 1 has no name"),
                arguments("name blank", bytes("a, \n1,2\n"), "column 2 has no name"),
                arguments("Latin-1", "a,b\n1,2\nJosé,3\n".getBytes(ISO_8859_1), "line 3 is not UTF-8 (byte 0x"),
                arguments("UTF-16", "a,b\n1,2\n".getBytes(UTF_16LE), "line 1 holds a NUL byte"),
                arguments("NUL", bytes("a,b\n1,\0\n"), "line 2 holds a NUL byte"),
                arguments("half a character", Arrays.copyOf(bytes("a\né"), 3), "line 2 ends in the middle of a UTF-8"),
                arguments("open quote", bytes("a,b\n1,2\n\"x,3\n4,5\n"), "line 3 opens a quote that is never closed"),
                arguments("text after quote", bytes("a,b\n\"x\"y,2\n"), "line 2 has text after a closing quote"),
                arguments("lone CR", bytes("a,b\r1,2\r"), "line 1 holds a carriage return"),
                arguments("infinite", bytes("a\n1\ninf\n"), "line 3 holds a number in column a that is infinite"),
                arguments("too large for a double", bytes("a\n1\n1e999\n"), "line 3 holds a number in column a"),
                arguments("no object", bytes("{\"a\": 1}\n\n[2]\n"), "line 3 is no JSON object"),
                arguments("nested object", bytes("{\"a\": 1}\n{\"a\": {}}\n"), "line 2 holds an object in a"),
                arguments("nested array", bytes("{\"a\": [1]}\n"), "line 1 holds an array in a"),
                arguments("half a line", bytes("{\"a\": 1}\n{\"a\": "), "line 2 is not JSON"),
                arguments("name twice in a row", bytes("{\"a\": 1, \"a\": 2}\n"), "line 1 is not JSON"),
                arguments("infinite in JSON", bytes("{\"a\": 1e999}\n"), "line 1 holds a number in a"),
                arguments("NUL in JSON", bytes("{\"a\": \"\\u0000\"}\n"), "line 1 holds a NUL character"),
                arguments("empty object", bytes("{}\n"), "the file is empty"),
                arguments("Parquet cut short", bytes("PAR1 and so on"), "cut short"),
                arguments("no Parquet", bytes("PAR1 and so on PAR1"), "damaged"),
                arguments("damaged gzip", Arrays.copyOf(gzip("a,b\n1,2\n"), 20), "the gzip data is damaged"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void saysWhatIsWrongAndInWhichLine(String what, byte[] upload, String detail) throws IOException {
        assertThatThrownBy(() -> ingest(upload)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.DATASET_UNREADABLE);
            assertThat(problem.detail()).contains(detail);
        });
        assertThat(filesLeft()).isEmpty();
    }

    static Stream<Arguments> tooLarge() {
        String wide = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        return Stream.of(
                arguments("columns", bytes(wide + "\n" + wide), "10000 columns; 2000 are the most allowed"),
                arguments("rows", bytes("a\n" + "1\n".repeat(1001)), "more than 1000 rows, the most allowed"),
                arguments("bytes", new byte[] {}, "larger than 52428800 bytes, the most allowed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLarge")
    void refusesMoreThanIsAllowed(String what, byte[] upload, String detail) throws IOException {
        InputStream in = upload.length > 0 ? new ByteArrayInputStream(upload) : endless("a,b\n", "\n".repeat(1000));

        assertThatThrownBy(() -> ingest.receive(in)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
            assertThat(problem.detail()).contains(detail);
        });
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void refusesAFileThatGrowsOutOfAllProportionLongBeforeItsEnd() throws IOException {
        byte[] bomb = gzip("a\n" + "\n".repeat(96 << 20));
        CountingStream upload = new CountingStream(bomb);

        assertThatThrownBy(() -> ingest.receive(upload)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
            assertThat(problem.detail()).contains("grows to more than 200 times its size");
        });
        assertThat(upload.sent).isLessThan(bomb.length);
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void refusesGzippedZerosAtOnce() throws IOException {
        CountingStream upload = new CountingStream(gzip("\0".repeat(40 << 20)));

        assertThatThrownBy(() -> ingest.receive(upload)).hasMessageContaining("line 1 holds a NUL byte");
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void refusesARowWithoutEnd() {
        assertThatThrownBy(() -> ingest.receive(endless("a,b\n", "0")))
                .hasMessageContaining("line 2 begins a row of more than 100000 bytes");
        assertThatThrownBy(() -> ingest.receive(endless("", "0")))
                .hasMessageContaining("line 1 begins a row of more than 100000 bytes");
    }

    @ParameterizedTest
    @MethodSource("otherFormats")
    void saysWhatIsAcceptedWhenAnotherFormatComes(byte[] upload, String found) {
        assertThatThrownBy(() -> ingest(upload)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
            assertThat(problem.detail()).contains(found).contains("CSV");
        });
    }

    static Stream<Arguments> otherFormats() {
        return Stream.of(
                arguments(bytes("[{\"a\": 1}]\n"), "a JSON array"),
                arguments(bytes("PK\u0003\u0004"), "ZIP"),
                arguments(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0}, "compressed"));
    }

    @Test
    void saysThatTheUploadBrokeOff() throws IOException {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(bytes("a,b\n1,2\n")), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("connection reset");
            }
        });

        assertThatThrownBy(() -> ingest.receive(broken))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED));
        assertThat(filesLeft()).isEmpty();
    }

    private List<Path> filesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static InputStream endless(String start, String repeated) {
        byte[] lot = repeated.repeat(1000).getBytes(UTF_8);
        return new SequenceInputStream(new ByteArrayInputStream(bytes(start)), new InputStream() {
            @Override
            public int read() {
                return lot[0];
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                int count = Math.min(length, lot.length);
                System.arraycopy(lot, 0, bytes, from, count);
                return count;
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static final class CountingStream extends ByteArrayInputStream {
        private int sent;

        CountingStream(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int length) {
            int read = super.read(bytes, from, length);
            sent += Math.max(read, 0);
            return read;
        }
    }
}
