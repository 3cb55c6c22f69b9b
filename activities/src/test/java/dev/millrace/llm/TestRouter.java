package dev.millrace.llm;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.millrace.MovableClock;
import dev.millrace.llm.provider.ChatProviders;
import dev.millrace.security.Keyset;
import dev.millrace.security.Keysets;
import dev.millrace.security.outbound.LiveClients;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A router as the environment makes it, beside a database with a fresh workspace. */
final class TestRouter implements AutoCloseable {
    final MovableClock clock = new MovableClock();
    final TenantId tenant = TestDatabase.get().workspace();
    final TenantTransactions transactions =
            new TenantTransactions(TestDatabase.get().application());
    final TenantSetups setups = new TenantSetups(transactions, new KeyVault(Keyset.parse(Keysets.generate())));
    final Routes routes;
    final Providers providers;
    final Router router;
    final SimpleMeterRegistry counted = new SimpleMeterRegistry();
    private final LiveClients clients;

    TestRouter(String allowedHosts, Map<String, Object> environment) {
        Environment given = environment(environment);
        clients = LiveClients.allowing(allowedHosts);
        InstalledProviders installed = new InstalledProviders(given);
        routes = new Routes(setups, installed, ConfiguredRoutes.of(given));
        providers = new Providers(setups, installed, new ChatProviders(clients, clock), clock);
        router = new Router(
                routes,
                providers,
                new LinkOrder(providers, new StaticListableBeanFactory().getBeanProvider(Prices.class)),
                meters(installed));
    }

    LlmAnswer ask(String model) {
        return ask(model, null, null);
    }

    LlmAnswer ask(String model, @Nullable Tokens tokens, @Nullable LocalAnswer local) {
        return router.answer(new LlmCall(
                tenant,
                model,
                ChatRequest.builder().messages(UserMessage.from("What is it?")).build(),
                Purpose.of("test", "tester"),
                CacheRule.none(),
                tokens,
                local,
                () -> {}));
    }

    String text(String model) {
        return Optional.ofNullable(ask(model).response().aiMessage().text()).orElse("");
    }

    @Override
    public void close() throws IOException {
        clients.close();
    }

    private GatewayMeters meters(InstalledProviders installed) {
        GatewayMeters meters = new GatewayMeters(installed);
        meters.bindTo(counted);
        return meters;
    }

    /** Nothing of the machine's own. */
    static Environment environment(Map<String, Object> values) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        return environment;
    }
}
