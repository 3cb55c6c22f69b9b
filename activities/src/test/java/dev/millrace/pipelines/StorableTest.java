package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tenancy.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorableTest {
    @Test
    void replacesOnlyTheCharacterThatPostgresqlCannotKeep() {
        String kept = Storable.text(Json.tree(Map.of("a", List.of("x\u0000\u0000y", "\\u0000", "\\\u0000"))));

        assertThat(Json.parse(kept).at("/a/0").asString()).isEqualTo("x\ufffd\ufffdy");
        assertThat(Json.parse(kept).at("/a/1").asString()).isEqualTo("\\u0000");
        assertThat(Json.parse(kept).at("/a/2").asString()).isEqualTo("\\\ufffd");
    }
}
