package dev.millrace.llm.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail to jo.doe+x@mail.example.co.uk. | mail to [EMAIL_1].",
                "IBAN DE89 3704 0044 0532 0130 00 please | IBAN [IBAN_1] please",
                "GB82WEST12345698765432 | [IBAN_1]",
                "card 4111-1111-1111-1111, 378282246310005 | card [CARD_1], [CARD_2]",
                "SSN 078-05-1120 | SSN [SSN_1]",
                "call +49 30 901820 or (212) 555-0147 | call [PHONE_1] or [PHONE_2]",
                "020 7946 0958 / 0171-2345678 | [PHONE_1] / [PHONE_2]",
                "from 203.0.113.7 and 2001:db8::ff00:42:8329 | from [IP_1] and [IP_2]",
                "key AKIAIOSFODNN7EXAMPLE | key [SECRET_1]",
                "password: hunter2hunter | password: [SECRET_1]",
                "\"api_key\": \"abc123def\" | \"api_key\": \"[SECRET_1]\"",
                "a@b.example, c@b.example, a@b.example | [EMAIL_1], [EMAIL_2], [EMAIL_1]",
                "I wrote [EMAIL_1] to a@b.example | I wrote [EMAIL_1] to [EMAIL_2]",
            })
    void isReplacedByWhatItIs(String text, String hidden) {
        Redaction redaction = new Redaction(List.of(text));
        assertThat(redaction.hide(text)).isEqualTo(hidden);
        assertThat(redaction.restore(hidden)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111 1111 1112 fails the checksum",
                "DE89370400440532013001",
                "at 2026-01-31T12:00:00Z, 10:20:30, 31.01.2026 or 01-02-2024",
                "019a2f3c-1b2c-7def-8123-456789abcdef",
                "version 1.2.3, 127.0.0.1, std::vector, 1,234,567.89",
                "000-12-3456 and 12345",
                "the password is required",
                "@home, user@, name@host",
                "1700000000000 ms",
            })
    void whatOnlyLooksLikeItStays(String text) {
        assertThat(new Redaction(List.of(text)).hide(text)).isEqualTo(text);
    }

    @Test
    void isFoundInHostileTextsInTime() {
        for (String part : List.of("a@", "1 ", "+1 ", "a.", "DE11", "0 ", "sk-", "1:", "::", "(0", "-----BEGIN ")) {
            String text = part.repeat(50_000);
            assertThat(PersonalData.in(text)).hasSizeLessThan(50_001);
        }
    }
}
