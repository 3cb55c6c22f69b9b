package dev.millrace.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.millrace.llm.provider.ProviderCall;
import dev.millrace.llm.provider.ProviderFailure;
import dev.millrace.llm.provider.ProviderFailure.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Goes through the links of a route until one answers; each gets an equal share of the time that is left. */
@Component
final class Router implements Models {
    private final Routes routes;
    private final Providers providers;
    private final LinkOrder order;
    private final GatewayMeters meters;

    Router(Routes routes, Providers providers, LinkOrder order, GatewayMeters meters) {
        this.routes = routes;
        this.providers = providers;
        this.order = order;
        this.meters = meters;
    }

    @Override
    public LlmAnswer answer(LlmCall call) {
        Route route = routes.of(call.tenant(), call.model());
        long begun = System.nanoTime();
        long deadline = begun + route.timeout().toNanos();
        List<Link> links = order.of(call.tenant(), route);
        Misses misses = new Misses(call.model());
        Follower follower = new Follower(call.tokens());
        for (int i = 0; i < links.size(); i++) {
            Duration share = Duration.ofNanos(deadline - System.nanoTime()).dividedBy(links.size() - i);
            Optional<ChatResponse> answer = ask(call, links.get(i), share, follower, misses);
            if (answer.isPresent()) {
                told(links.get(i).provider(), misses);
                return answered(links.get(i), answer.get(), begun);
            }
        }
        LocalAnswer local = call.local();
        if (local == null || !route.endsLocally() || misses.tooLong()) {
            throw misses.problem();
        }
        told(LocalAnswer.PROVIDER, misses);
        return local(local, follower, begun);
    }

    private void told(String provider, Misses misses) {
        if (misses.any()) {
            meters.tookOver(provider);
        }
    }

    private Optional<ChatResponse> ask(LlmCall call, Link link, Duration share, Follower follower, Misses misses) {
        Optional<LiveProvider> provider = providers.find(call.tenant(), link.provider());
        if (provider.isEmpty()) {
            misses.notSetUp(link);
            return Optional.empty();
        }
        if (!share.isPositive()) {
            misses.add(link, new ProviderFailure(Kind.TIMEOUT, "no time was left for it", null, null));
            return Optional.empty();
        }
        try {
            follower.begin();
            return Optional.of(provider.get()
                    .ask(new ProviderCall(link.model(), call.request(), share, follower.sink(), call.goOn())));
        } catch (ProviderFailure failure) {
            meters.failed(link, failure);
            misses.add(link, failure);
            return Optional.empty();
        }
    }

    private static LlmAnswer answered(Link link, ChatResponse response, long begun) {
        return new LlmAnswer(
                response,
                link.provider(),
                link.model(),
                BigDecimal.ZERO,
                LlmAnswer.Source.PROVIDER,
                true,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private static LlmAnswer local(LocalAnswer local, Follower follower, long begun) {
        AiMessage message = local.answer();
        follower.begin();
        if (message.text() != null) {
            follower.add(message.text());
        }
        return new LlmAnswer(
                ChatResponse.builder().aiMessage(message).build(),
                LocalAnswer.PROVIDER,
                LocalAnswer.PROVIDER,
                BigDecimal.ZERO,
                LlmAnswer.Source.PROVIDER,
                false,
                Duration.ofNanos(System.nanoTime() - begun));
    }
}
