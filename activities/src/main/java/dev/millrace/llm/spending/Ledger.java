package dev.millrace.llm.spending;

import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.Purpose;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantTransactions;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One row for every call, whatever became of it. */
@Component
public final class Ledger {
    private static final int LONGEST_NAME = 290;

    private final TenantTransactions transactions;
    private final Clock clock;

    Ledger(TenantTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Books an answer that nothing was paid for: one from the cache. */
    public void unpaid(LlmCall call, LlmAnswer answer) {
        Booking booking = Booking.answered(Ids.next(), call, answer, Usage.NONE, BigDecimal.ZERO);
        transactions.run(call.tenant(), jdbc -> insert(jdbc, booking));
    }

    void insert(JdbcClient jdbc, Booking booking) {
        LlmCall call = booking.call();
        Purpose purpose = call.purpose();
        LlmAnswer answer = booking.answer();
        jdbc.sql(
                        "INSERT INTO llm_calls (id, tenant_id, at, run_id, step, feature, actor, asked, provider, model, prompt,"
                                + " prompt_version, tokens_in, tokens_out, cost, source, cacheable, outcome, latency_ms) VALUES"
                                + " (:id, :tenant, :at, :run, :step, :feature, :actor, :asked, :provider, :model, :prompt,"
                                + " :version, :in, :out, :cost, :source, :cacheable, :outcome, :latency)")
                .param("id", booking.id())
                .param("tenant", call.tenant().value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("run", purpose.run() == null ? null : purpose.run().job().value())
                .param("step", purpose.step())
                .param("feature", purpose.feature())
                .param("actor", purpose.actor())
                .param("asked", shortened(call.model()))
                .param("provider", answer == null ? null : answer.provider())
                .param("model", answer == null ? null : answer.model())
                .param(
                        "prompt",
                        purpose.prompt() == null ? null : purpose.prompt().name())
                .param(
                        "version",
                        purpose.prompt() == null ? null : purpose.prompt().version())
                .param("in", booking.usage().in())
                .param("out", booking.usage().out())
                .param("cost", booking.cost())
                .param("source", source(answer))
                .param("cacheable", booking.isCacheable())
                .param("outcome", booking.outcome())
                .param("latency", booking.latency().toMillis())
                .update();
    }

    /** Callers name models as they like. */
    static String shortened(String model) {
        String plain = model.replace("\0", "");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }

    private static @Nullable String source(@Nullable LlmAnswer answer) {
        return answer == null ? null : answer.source().name().toLowerCase(Locale.ROOT);
    }
}
