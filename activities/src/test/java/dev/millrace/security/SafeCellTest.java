package dev.millrace.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCellTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "=A1\nB", "-"})
    void neutralisesWhatASpreadsheetWouldRun(String text) {
        assertThat(SafeCell.of(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+3.5", "-.5", "-1e-9", "churn", "a=b", ""})
    void leavesNumbersAndPlainTextAlone(String text) {
        assertThat(SafeCell.of(text)).isEqualTo(text);
    }
}
