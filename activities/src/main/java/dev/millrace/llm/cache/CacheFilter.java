package dev.millrace.llm.cache;

import dev.millrace.llm.CacheRule;
import dev.millrace.llm.CallFilter;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.cache.CacheKeys.Likeness;
import dev.millrace.llm.spending.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Answers from earlier answers where the call's rule allows it, and keeps new ones. */
@Component
@Order(CallFilter.CACHE)
final class CacheFilter implements CallFilter {
    private final AnswerCache cache;
    private final Embedder embedder;
    private final Ledger ledger;
    private final Clock clock;
    private final Flights flights = new Flights();

    CacheFilter(AnswerCache cache, Embedder embedder, Ledger ledger, Clock clock) {
        this.cache = cache;
        this.embedder = embedder;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public LlmAnswer around(LlmCall call, Function<LlmCall, LlmAnswer> next) {
        Optional<CacheKey> key = CacheKeys.exact(call);
        return switch (call.cache()) {
            case CacheRule.None _ -> next.apply(call);
            case CacheRule.Exact exact when key.isPresent() -> exact(call, key.get(), exact.ttl(), next);
            case CacheRule.Semantic semantic when key.isPresent() -> semantic(call, key.get(), semantic, next);
            case CacheRule.Exact _ -> next.apply(call);
            case CacheRule.Semantic _ -> next.apply(call);
        };
    }

    private LlmAnswer exact(LlmCall call, CacheKey key, Duration ttl, Function<LlmCall, LlmAnswer> next) {
        Instant began = clock.instant();
        return cache.find(key, ttl)
                .map(found -> serve(call, found, LlmAnswer.Source.EXACT_CACHE, began))
                .orElseGet(() -> ask(call, key, ttl, next));
    }

    private LlmAnswer semantic(LlmCall call, CacheKey key, CacheRule.Semantic rule, Function<LlmCall, LlmAnswer> next) {
        Instant began = clock.instant();
        Optional<Likeness> like = CacheKeys.likeness(call);
        Optional<CachedAnswer> same = cache.find(key, rule.ttl());
        if (same.isPresent() || like.isEmpty()) {
            return same.map(found -> serve(call, found, LlmAnswer.Source.EXACT_CACHE, began))
                    .orElseGet(() -> ask(call, key, rule.ttl(), next));
        }
        float[] embedding = embedder.embed(like.get().text());
        return cache.findLike(like.get(), embedding, rule.threshold(), rule.ttl())
                .map(found -> serve(call, found, LlmAnswer.Source.SEMANTIC_CACHE, began))
                .orElseGet(() -> {
                    LlmAnswer answer = ask(call, key, rule.ttl(), next);
                    if (CachedAnswer.worthKeeping(answer)
                            && !answer.response().aiMessage().hasToolExecutionRequests()) {
                        cache.putLike(like.get(), embedding, key, began, rule.ttl());
                    }
                    return answer;
                });
    }

    private LlmAnswer ask(LlmCall call, CacheKey key, Duration ttl, Function<LlmCall, LlmAnswer> next) {
        Instant began = clock.instant();
        Flights.Landing landing = flights.join(
                key,
                () -> {
                    LlmAnswer answer = next.apply(call);
                    if (CachedAnswer.worthKeeping(answer)) {
                        cache.put(key, answer, began, ttl);
                    }
                    return answer;
                },
                CachedAnswer::worthKeeping,
                call.goOn());
        if (landing.own()) {
            return landing.answer().orElseThrow();
        }
        return landing.answer()
                .map(others -> serve(call, CachedAnswer.of(others, began, ttl), LlmAnswer.Source.EXACT_CACHE, began))
                .orElseGet(() -> next.apply(call));
    }

    private LlmAnswer serve(LlmCall call, CachedAnswer found, LlmAnswer.Source source, Instant began) {
        LlmAnswer answer = found.answer(source, Duration.between(began, clock.instant()));
        ledger.unpaid(call, answer);
        String text = answer.response().aiMessage().text();
        if (call.tokens() != null && text != null) {
            call.tokens().add(text);
        }
        return answer;
    }
}
