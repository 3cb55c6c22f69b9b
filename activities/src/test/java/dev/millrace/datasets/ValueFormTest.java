package dev.millrace.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.security.sql.SqlText;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFormTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            ``,EMPTY
            ` `,MISSING_WORD
            NA,MISSING_WORD
             NaN ,MISSING_WORD
            null,MISSING_WORD
            0,INTEGER
            -17,INTEGER
            +5,INTEGER
             42 ,INTEGER
            9223372036854775807,INTEGER
            9223372036854775808,LONG_INTEGER
            -9223372036854775808,INTEGER
            007,TEXT
            -01,TEXT
            1_000,TEXT
            0x1F,TEXT
            1.5,NUMBER
            .5,NUMBER
            5.,NUMBER
            -0.0,NUMBER
            1e5,NUMBER
            1E-400,NUMBER
            1e400,INFINITE
            -inf,INFINITE
            Infinity,INFINITE
            .,TEXT
            -,TEXT
            1e,TEXT
            1.2.3,TEXT
            1 2,TEXT
            true,BOOLEAN
            FALSE,BOOLEAN
            yes,TEXT
            2024-02-29,TIMESTAMP
            2023-02-29,TEXT
            2024-13-01,TEXT
            2024-01-01 10:11,TIMESTAMP
            2024-01-01T10:11:12.123456,TIMESTAMP
            2024-01-01T10:11:12Z,ZONED_TIMESTAMP
            2024-01-01T10:11:12+02:00,ZONED_TIMESTAMP
            2024-01-01 24:00:00,TEXT
            2024-01-01 10:61:00,TEXT
            01/02/2024,TEXT
            2024-1-1,TEXT
            hello,TEXT
            """)
    void readsWhatAValueCouldStandFor(String text, ValueForm form) {
        assertThat(form(text)).isEqualTo(form);
    }

    /** What is read as a typed value here, DuckDB must be able to cast: else an upload would fail half way. */
    @Test
    void duckDbCastsEveryTypedForm(@TempDir Path folder) {
        Random random = new Random(7);
        String alphabet = "0123456789+-.eE:TZ ";
        List<String> shapes = List.of(
                "d",
                "dd",
                "d.d",
                "2ddd-0d-0d",
                "20dd-1d-2dT0d:dd",
                "20dd-0d-2d 1d:2d:dd.ddd+0d:3d",
                "20dd-0d-2dT1d:2dZ",
                "20dd-0d-2dT1d:2d-1d");
        List<String> values = IntStream.range(0, 200_000)
                .mapToObj(i -> i % 2 == 0
                        ? shaped(shapes.get(random.nextInt(shapes.size())), random)
                        : random.ints(1 + random.nextInt(6), 0, alphabet.length())
                                .mapToObj(c -> alphabet.substring(c, c + 1))
                                .collect(Collectors.joining()))
                .toList();

        try (DuckSession session = new DuckDb(new DuckDbLimits(256, 256, 1, 1), folder).open()) {
            for (ValueForm form :
                    List.of(ValueForm.INTEGER, ValueForm.NUMBER, ValueForm.TIMESTAMP, ValueForm.ZONED_TIMESTAMP)) {
                List<String> ofForm = values.stream()
                        .filter(value -> form(value) == form)
                        .limit(2_000)
                        .toList();
                assertThat(ofForm).hasSizeGreaterThan(100);
                ColumnForms column = new ColumnForms("x");
                ofForm.forEach(value -> column.see(record(value), 0));
                String list = ofForm.stream().map(SqlText::text).collect(Collectors.joining(", "));
                session.execute("SELECT " + column.typed("x") + " FROM (SELECT unnest([" + list + "]) AS x)");
            }
        }
    }

    private static String shaped(String shape, Random random) {
        return shape.chars()
                .mapToObj(c -> c == 'd' ? String.valueOf(random.nextInt(10)) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static CsvRecord record(String value) {
        CsvRecord record = new CsvRecord(1000);
        record.begin(1);
        for (byte one : value.getBytes(UTF_8)) {
            record.add(one);
        }
        record.endField();
        return record;
    }

    private static ValueForm form(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ValueForm.of(bytes, 0, bytes.length);
    }
}
