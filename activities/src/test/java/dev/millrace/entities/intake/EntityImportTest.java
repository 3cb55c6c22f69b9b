package dev.millrace.entities.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.entities.Entities;
import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityRef;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityImportTest {
    private final TenantId tenant = TestDatabase.get().workspace();
    private final Entities entities = new Entities(TestDatabase.get().transactions(), Clock.systemUTC());
    private final EntityImport imports = new EntityImport(entities, 100 << 20);

    @Test
    void readsCsvByTheTypesOfKnownAttributes() {
        ImportReport report = read("""
                id,name,employees,annual_revenue,converted,created,zip,score,comment
                l1,"Lead, ""one""\",12,1200.50,TRUE,2026-01-31,01234,0.5,
                l2,Lead two,,,,,,,"two
                lines"
                """);
        assertThat(report).isEqualTo(new ImportReport(2, 0, 0, List.of()));
        assertThat(lead("l1").attributes().toString())
                .contains("\"name\":\"Lead, \\\"one\\\"\"")
                .contains("\"employees\":12")
                .contains("\"annual_revenue\":\"1200.50\"")
                .contains("\"converted\":true")
                .contains("\"zip\":\"01234\"")
                .contains("\"score\":0.5")
                .doesNotContain("comment");
        assertThat(lead("l2").attributes().path("comment").asString()).isEqualTo("two\nlines");
    }

    @Test
    void readsJsonLinesAndOtherDelimiters() {
        assertThat(read("{\"id\": \"l1\", \"employees\": 3}\n\n{\"id\": 7, \"nested\": {\"a\": 1}}")
                        .imported())
                .isEqualTo(2);
        assertThat(lead("7").attributes().at("/nested/a").asInt()).isEqualTo(1);
        assertThat(read("\uFEFFid;name\r\nl9;Semicolon\r\n").imported()).isEqualTo(1);
        assertThat(lead("l9").attributes().path("name").asString()).isEqualTo("Semicolon");
    }

    @Test
    void countsTheSameFileAgainAsUpdatesThatChangeNothing() {
        String csv = "id,name\nl1,One\nl2,Two\n";
        read(csv);
        Entity before = lead("l1");
        assertThat(read(csv)).isEqualTo(new ImportReport(0, 2, 0, List.of()));
        assertThat(lead("l1")).isEqualTo(before);
    }

    @Test
    void takesAnIdThatComesTwiceAsItsLastRowSays() {
        ImportReport report = read("id,name\nl1,First\nl2,Other\nl1,Last\n");
        assertThat(report.imported()).isEqualTo(2);
        assertThat(report.updated()).isEqualTo(1);
        assertThat(lead("l1").attributes().path("name").asString()).isEqualTo("Last");
    }

    @Test
    void failsABadRowAlone() {
        String huge = "x".repeat(10 << 20);
        ImportReport report = read("id,name,employees\n"
                + "l1,ok,1\n"
                + "l2,wrong type,many\n"
                + "l3,too few\n"
                + ",no id,1\n"
                + "a/b,bad id,1\n"
                + "l6,\"text\" after,1\n"
                + "l7,nul\u0000,1\n"
                + "l8," + huge + ",1\n"
                + "l9,\"" + huge + "\",1\n"
                + "l10,=HYPERLINK(\"http://evil.example\"),1\n"
                + "l11,ok,2\n");
        assertThat(report.failures())
                .extracting(ImportReport.Failure::row)
                .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(report.failures().getFirst().reason()).isEqualTo("employees of a lead is an integer of at least 0");
        assertThat(report.imported()).isEqualTo(3);
        assertThat(lead("l10").attributes().path("name").asString())
                .as("a formula is the text that it is")
                .isEqualTo("=HYPERLINK(\"http://evil.example\")");
    }

    @Test
    void readsOnBehindAQuoteThatIsNeverClosed() {
        ImportReport report = read("id,name\nl1,\"open\nl2,two\nl3,three\n");
        assertThat(report.failures()).extracting(ImportReport.Failure::row).containsExactly(1L);
        assertThat(report.imported()).isEqualTo(2);
    }

    @Test
    void failsABadLineAlone() {
        ImportReport report = read("{\"id\": \"l1\"}\n[]\n{\"id\": \"l2\", \"id\": \"l3\"}\n{\"name\": \"x\"}\n{\"id\n"
                + "{\"id\": \"l4\", \"x\": \"" + "y".repeat(2 << 20) + "\"}\n{\"id\": \"l5\"} {}\n{\"id\": \"l6\"}");
        assertThat(report.failed()).isEqualTo(6);
        assertThat(report.imported()).isEqualTo(2);
    }

    @Test
    void namesRowsInAnotherEncoding() {
        ImportReport report = read(bytes("id,name\nl1,ok\nl2,Größe\nl3,ok\n", StandardCharsets.ISO_8859_1));
        assertThat(report.imported()).isEqualTo(2);
        assertThat(report.failures().getFirst().reason()).contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "name\nx\n", "id,id\n1,2\n", "\"id\n", "PK\u0003\u0004\u0000\u0000", "id,\u0001\n"})
    void refusesWhatIsNoFileOfEntities(String file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID));
    }

    @Test
    void refusesUtf16() {
        assertThatThrownBy(() -> read(bytes("\uFEFFid,name\nl1,x\n", StandardCharsets.UTF_16LE)))
                .isInstanceOf(Problem.class);
    }

    @Test
    void showsTheFirstHundredFailuresAndCountsAll() {
        ImportReport report = read("id,employees\n" + "x,-1\n".repeat(250));
        assertThat(report.failed()).isEqualTo(250);
        assertThat(report.failures()).hasSize(100);
    }

    @Test
    void keepsWhatCameBeforeAFileBrokeOffOrBecameTooLarge() {
        InputStream broken = new SequenceInputStream(bytes("id\nl1\nl2\n"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        });
        assertThatThrownBy(() -> imports.read(tenant, EntityType.LEAD, broken))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("the 2 rows before were imported");
        EntityImport small = new EntityImport(entities, 20);
        assertThatThrownBy(() -> small.read(tenant, EntityType.DEAL, bytes("id\nd1\n" + "d2\n".repeat(10))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
        assertThat(entities.find(tenant, new EntityRef(EntityType.DEAL, "d1"))).isPresent();
    }

    @Test
    void readsMoreThanMemoryWouldHold() {
        int rows = 20_000;
        Iterator<String> csv = Stream.concat(
                        Stream.of("id,employees\n"),
                        IntStream.range(0, rows).mapToObj(row -> "l" + row + "," + row + "\n"))
                .iterator();
        ImportReport report = read(new MadeWhileRead(csv));
        assertThat(report.imported()).isEqualTo(rows);
        assertThat(lead("l" + (rows - 1)).attributes().path("employees").asInt())
                .isEqualTo(rows - 1);
    }

    /** A file of which one line at a time is there. */
    private static final class MadeWhileRead extends InputStream {
        private final Iterator<String> lines;
        private InputStream line = InputStream.nullInputStream();

        MadeWhileRead(Iterator<String> lines) {
            this.lines = lines;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = line.read(buffer, offset, length);
            while (read < 0 && lines.hasNext()) {
                line = bytes(lines.next());
                read = line.read(buffer, offset, length);
            }
            return read;
        }
    }

    private Entity lead(String id) {
        return entities.get(tenant, new EntityRef(EntityType.LEAD, id));
    }

    private ImportReport read(String file) {
        return read(bytes(file));
    }

    private ImportReport read(InputStream file) {
        return imports.read(tenant, EntityType.LEAD, file);
    }

    private static InputStream bytes(String text) {
        return bytes(text, StandardCharsets.UTF_8);
    }

    private static InputStream bytes(String text, Charset charset) {
        return new ByteArrayInputStream(bytesOf(text, charset));
    }

    private static byte[] bytesOf(String text, Charset charset) {
        return text.getBytes(charset);
    }
}
