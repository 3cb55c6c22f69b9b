package dev.millrace.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void decodesUserAndPassword() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://mill%40race:p%2Fa+s%3As@db.example:5433/jobs");
        assertThat(url).isEqualTo(new DatabaseUrl("jdbc:postgresql://db.example:5433/jobs", "mill@race", "p/a+s:s"));
    }

    @Test
    void keepsQueryParametersAndFillsInThePort() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://db/jobs?sslmode=verify-full&options=-c%20a%3Db");
        assertThat(url)
                .isEqualTo(new DatabaseUrl(
                        "jdbc:postgresql://db:5432/jobs?sslmode=verify-full&options=-c%20a%3Db", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://u:secret@h/d", "postgresql://u:secret@h", "u:secret@h", "postgresql:///d", "a b"})
    void saysTheFormAndNotThePasswordWhenUnreadable(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgresql://user:password@host:5432/database")
                .hasMessageNotContaining("secret");
    }

    @Test
    void hidesThePasswordWhenPrinted() {
        assertThat(DatabaseUrl.parse("postgresql://u:secret@h/d").toString()).doesNotContain("secret");
    }
}
