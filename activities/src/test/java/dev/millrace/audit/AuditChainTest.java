package dev.millrace.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.audit.AuditVerifier.Checkpoint;
import dev.millrace.audit.ChainReport.Reason;
import dev.millrace.security.Keyset;
import dev.millrace.security.Keysets;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditChainTest {
    private final TestDatabase database = TestDatabase.get();
    private final TenantId tenant = database.workspace();
    private final String keyset = Keysets.generate();
    private final AuditChains audit = chains(keyset);

    @Test
    void acceptsAChainThatNobodyTouched() {
        append(7);

        ChainReport report = audit.verifier().verify(tenant, null);

        assertThat(report.valid()).isTrue();
        assertThat(report.checked()).isEqualTo(7);
        assertThat(report.pending()).isZero();
    }

    @Test
    void anEmptyChainIsValid() {
        assertThat(audit.verifier().verify(tenant, null).valid()).isTrue();
    }

    /** What somebody with the database's own rights may do: entry 3 of 5 is the victim. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETED      | 3 | DELETE FROM audit_log WHERE %1$s AND id = %2$s
            ALTERED      | 3 | UPDATE audit_log SET status = 403 WHERE %1$s AND id = %2$s
            ALTERED      | 3 | UPDATE audit_log SET actor = 'someone else' WHERE %1$s AND id = %2$s
            ALTERED      | 3 | UPDATE audit_log SET at = at - interval '1 hour' WHERE %1$s AND id = %2$s
            ALTERED      | 3 | UPDATE audit_log SET event = 'cross_tenant' WHERE %1$s AND id = %2$s
            ALTERED      | 3 | UPDATE audit_log SET actor = concat(actor, action), action = '' WHERE %1$s AND id = %2$s
            GAP          | 3 | WITH gone AS (DELETE FROM audit_log WHERE %1$s AND id = %2$s) DELETE FROM audit_chain WHERE %1$s AND seq = 3
            DELETED      | 2 | WITH moved AS (UPDATE audit_chain SET id = gen_random_uuid() WHERE %1$s AND seq = 2 RETURNING id) SELECT id FROM moved
            CUT_OFF      | 5 | DELETE FROM audit_chain WHERE %1$s AND seq = 5
            CUT_OFF      | 6 | UPDATE audit_heads SET seq = 6, signature = 'x' WHERE %1$s
            """)
    void seesWhatWasDoneToAnEntry(Reason reason, long seq, String sql) {
        append(5);
        String mine = "tenant_id = '" + tenant.value() + "'";
        String third = "(SELECT id FROM audit_chain WHERE " + mine + " AND seq = 3)";
        boolean asksForRows = sql.contains("RETURNING");
        var statement = database.superuser().sql(sql.formatted(mine, third));
        if (asksForRows) {
            assertThat(statement.query(Object.class).list()).hasSize(1);
        } else {
            assertThat(statement.update()).isEqualTo(1);
        }

        ChainReport.Break broken = Objects.requireNonNull(
                chains(keyset).verifier().verify(tenant, null).firstBroken());

        assertThat(broken.seq()).isEqualTo(seq);
        assertThat(broken.reason()).isEqualTo(reason);
    }

    @Test
    void seesThatTwoEntriesChangedPlaces() {
        append(5);
        String mine = "tenant_id = '" + tenant.value() + "'";
        List<String> ids = IntStream.of(2, 4)
                .mapToObj(seq -> database.superuser()
                        .sql("SELECT id::text FROM audit_chain WHERE " + mine + " AND seq = " + seq)
                        .query(String.class)
                        .single())
                .toList();
        database.superuser()
                .sql("UPDATE audit_chain SET id = gen_random_uuid() WHERE " + mine + " AND seq = 2")
                .update();
        database.superuser()
                .sql("UPDATE audit_chain SET id = '" + ids.get(0) + "' WHERE " + mine + " AND seq = 4")
                .update();
        database.superuser()
                .sql("UPDATE audit_chain SET id = '" + ids.get(1) + "' WHERE " + mine + " AND seq = 2")
                .update();

        ChainReport.Break broken =
                Objects.requireNonNull(audit.verifier().verify(tenant, null).firstBroken());

        assertThat(broken.seq()).isEqualTo(2);
        assertThat(broken.reason()).isEqualTo(Reason.ALTERED);
    }

    @Test
    void seesAHeadThatNobodySigned() {
        append(2);
        String mine = "tenant_id = '" + tenant.value() + "'";
        database.superuser()
                .sql("DELETE FROM audit_chain WHERE " + mine + " AND seq = 2")
                .update();
        database.superuser().sql("DELETE FROM audit_heads WHERE " + mine).update();
        database.superuser()
                .sql("INSERT INTO audit_heads (tenant_id, seq, hash, signature)"
                        + " SELECT tenant_id, seq, hash, hash FROM audit_chain WHERE " + mine)
                .update();
        assertThat(reason(chains(keyset), null)).isEqualTo(Reason.HEAD_FORGED);
    }

    /** The tail is gone and the head is an old one that was truly signed: what remains is sound in itself. */
    @Test
    void seesAChainThatWasSetBack() {
        append(3);
        String mine = "tenant_id = '" + tenant.value() + "'";
        database.superuser()
                .sql("CREATE TABLE IF NOT EXISTS old_heads AS SELECT * FROM audit_heads WHERE false")
                .update();
        try {
            database.superuser()
                    .sql("INSERT INTO old_heads SELECT * FROM audit_heads WHERE " + mine)
                    .update();
            append(2);
            ChainReport kept = audit.verifier().verify(tenant, null);
            database.superuser()
                    .sql("DELETE FROM audit_chain WHERE " + mine + " AND seq > 3")
                    .update();
            database.superuser()
                    .sql("DELETE FROM audit_log l WHERE " + mine
                            + " AND NOT EXISTS (SELECT FROM audit_chain c WHERE c.id = l.id)")
                    .update();
            database.superuser().sql("DELETE FROM audit_heads WHERE " + mine).update();
            database.superuser()
                    .sql("INSERT INTO audit_heads SELECT * FROM old_heads WHERE " + mine)
                    .update();

            assertThat(reason(audit, null)).isEqualTo(Reason.SET_BACK);
            assertThat(reason(chains(keyset), new Checkpoint(kept.seq(), kept.hash())))
                    .isEqualTo(Reason.CUT_OFF);
        } finally {
            database.superuser().sql("DROP TABLE old_heads").update();
        }
    }

    @Test
    void aCheckpointOfAnotherChainIsToldApart() {
        append(3);
        assertThat(reason(audit, new Checkpoint(2, "00"))).isEqualTo(Reason.OTHER_CHAIN);
        ChainReport kept = audit.verifier().verify(tenant, null);
        append(2);
        assertThat(audit.verifier()
                        .verify(tenant, new Checkpoint(kept.seq(), kept.hash()))
                        .valid())
                .isTrue();
    }

    @Test
    void seesAnEntryThatWasDeletedBeforeItWasChained() {
        enterUnchained();
        database.superuser()
                .sql("DELETE FROM audit_log WHERE tenant_id = '" + tenant.value() + "'")
                .update();
        assertThat(reason(audit, null)).isEqualTo(Reason.DELETED);
    }

    @Test
    void chainsWhatOthersHaveEntered() {
        enterUnchained();
        audit.sweep().sweep();
        assertThat(audit.entries()
                        .list(tenant, AuditQuery.ALL, 5, null)
                        .getFirst()
                        .seq())
                .isEqualTo(1);
    }

    @Test
    void seesAnEntryThatWasKeptOutOfTheChain() {
        enterUnchained();
        database.superuser()
                .sql("DELETE FROM audit_pending WHERE tenant_id = '" + tenant.value() + "'")
                .update();
        assertThat(reason(audit, null)).isEqualTo(Reason.NEVER_CHAINED);
    }

    @Test
    void aRotatedKeysetVerifiesWhatTheOldKeyChained() {
        append(2);
        AuditChains rotated = chains(Keysets.rotated(keyset));
        rotated.appender().append(tenant, act(3));
        assertThat(rotated.verifier().verify(tenant, null).valid()).isTrue();
        assertThat(reason(chains(Keysets.generate()), null)).isEqualTo(Reason.ALTERED);
    }

    @Test
    void theApplicationCannotChangeAChain() {
        append(2);
        for (String sql : List.of(
                "UPDATE audit_log SET status = 1",
                "DELETE FROM audit_log",
                "UPDATE audit_chain SET hash = ''",
                "DELETE FROM audit_chain",
                "DELETE FROM audit_heads",
                "UPDATE audit_heads SET seq = 1")) {
            assertThatThrownBy(() -> database.transactions()
                            .run(tenant, jdbc -> jdbc.sql(sql).update()))
                    .as(sql)
                    .hasRootCauseInstanceOf(SQLException.class);
        }
    }

    @Test
    void verifiesTenThousandEntriesThatManyEnteredAtOnce() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Two processes, eight callers each.
            for (AuditChains process : List.of(audit, chains(keyset))) {
                for (int caller = 0; caller < 8; caller++) {
                    writers.add(threads.submit(() -> IntStream.range(0, 25)
                            .forEach(n -> process.appender().append(tenant, act(n)))));
                }
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        database.transactions()
                .run(tenant, jdbc -> LongStream.range(0, 9_600).forEach(n -> AuditLog.append(jdbc, tenant, act(n))));
        audit.sweep().sweep();

        ChainReport report = audit.verifier().verify(tenant, null);

        assertThat(report.valid()).as("%s", report).isTrue();
        assertThat(report.checked()).isEqualTo(10_000);
    }

    private void enterUnchained() {
        new AuditLog(database.transactions()).append(tenant, "a", "GET /x", "/x", 200, null);
    }

    private Reason reason(AuditChains by, @Nullable Checkpoint checkpoint) {
        return Objects.requireNonNull(by.verifier().verify(tenant, checkpoint).firstBroken())
                .reason();
    }

    private void append(int count) {
        IntStream.range(0, count).forEach(n -> audit.appender().append(tenant, act(n)));
    }

    private static Act act(long number) {
        return new Act("key:" + number, "POST /api/v1/things", "/api/v1/things/" + number, 200, null, "t" + number);
    }

    private AuditChains chains(String keys) {
        return AuditChains.of(database.transactions(), database.application(), Keyset.parse(keys));
    }
}
