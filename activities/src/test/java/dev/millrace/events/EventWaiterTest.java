package dev.millrace.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tenancy.DatabaseUrl;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventWaiterTest {
    private static final Duration FOREVER = Duration.ofMinutes(5);

    private final TestDatabase database = TestDatabase.get();
    private final EventNotifier notifier = new EventNotifier(DatabaseUrl.parse(database.url()));
    private final EventWaiter waiter = new EventWaiter(DatabaseUrl.parse(database.url()));
    private final UUID job = UUID.randomUUID();
    private final EventWaiter.Subscription subscription = waiter.subscribe(job);

    /** Every subscription is woken once when the connection listens, and this one is there before. */
    @BeforeEach
    void start() throws InterruptedException {
        notifier.start();
        waiter.start();
        subscription.await(FOREVER);
    }

    @AfterEach
    void stop() {
        subscription.close();
        waiter.stop();
        notifier.stop();
    }

    @Test
    void wakesAReaderOnAnyNode() {
        CompletableFuture<Void> woken = wait(subscription);
        notifier.readersOf(job);
        assertThat(woken).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void listensAgainAfterItsConnectionBroke() {
        CompletableFuture<Void> woken = wait(subscription);
        database.superuser()
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
                .query()
                .listOfRows();
        assertThat(woken).as("woken to read what was missed").succeedsWithin(30, TimeUnit.SECONDS);
        CompletableFuture<Void> again = wait(subscription);
        notifier.readersOf(job);
        assertThat(again).succeedsWithin(30, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Void> wait(EventWaiter.Subscription subscription) {
        return CompletableFuture.runAsync(() -> {
            try {
                subscription.await(FOREVER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
