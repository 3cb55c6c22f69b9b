package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.artifacts.LocalCopy;
import dev.millrace.artifacts.MissingArtifact;
import dev.millrace.datasets.ColumnType;
import dev.millrace.tenancy.TenantId;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final long PLENTY = 64L << 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @TempDir
    Path folder = Path.of("");

    private CountingStore artifacts = new CountingStore(Path.of(""));

    @BeforeEach
    void openStore() {
        artifacts = new CountingStore(folder);
    }

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void givesTheModelThatWasStored() {
        TrainedModel model = model(1);
        assertThat(cache(PLENTY).get(TENANT, store(TENANT, model)).inputs().schema())
                .isEqualTo(model.inputs().schema());
    }

    @Test
    void loadsAModelOnceWhenManyAskAtTheSameTime() throws Exception {
        ModelCache cache = cache(PLENTY);
        ArtifactHandle artifact = store(TENANT, model(1));
        CountDownLatch together = new CountDownLatch(6);
        List<Callable<TrainedModel>> asking = IntStream.range(0, 6)
                .<Callable<TrainedModel>>mapToObj(caller -> () -> {
                    together.countDown();
                    together.await();
                    return cache.get(TENANT, artifact);
                })
                .toList();
        assertThat(threads.invokeAll(asking).stream().map(Future::resultNow).distinct())
                .hasSize(1);
        assertThat(artifacts.opened).hasValue(1);
    }

    @Test
    void keepsNoMoreBytesThanAllowed() {
        TrainedModel large = model(2_000);
        ModelCache cache = cache(3 * large.bytes());
        List<ArtifactHandle> stored = IntStream.range(0, 9)
                .mapToObj(i -> store(TENANT, model(2_000 + i)))
                .toList();
        stored.forEach(artifact -> cache.get(TENANT, artifact));
        assertThat(cache.bytes()).isPositive().isLessThanOrEqualTo(3 * large.bytes());
    }

    @Test
    void keepsTenantsApart() {
        ModelCache cache = cache(PLENTY);
        ArtifactHandle artifact = store(TENANT, model(1));
        cache.get(TENANT, artifact);
        assertThatThrownBy(() -> cache.get(new TenantId("other"), artifact)).isInstanceOf(MissingArtifact.class);
    }

    @Test
    void triesAgainAfterAFailure() {
        ModelCache cache = cache(PLENTY);
        TrainedModel model = model(1);
        ArtifactHandle artifact = store(new TenantId("other"), model);
        assertThatThrownBy(() -> cache.get(TENANT, artifact)).isInstanceOf(MissingArtifact.class);
        store(TENANT, model);
        assertThat(cache.get(TENANT, artifact).algorithm()).isEqualTo("ridge");
    }

    private ModelCache cache(long bytes) {
        return new ModelCache(artifacts, bytes, threads);
    }

    private ArtifactHandle store(TenantId tenant, TrainedModel model) {
        return artifacts.write(tenant, out -> ModelFile.write(model, out));
    }

    private static TrainedModel model(int features) {
        List<Encoding> encodings = IntStream.range(0, features)
                .<Encoding>mapToObj(i -> new NumericEncoding("x" + i, 0, false))
                .toList();
        InputSchema schema = new InputSchema(List.of(InputField.of("x0", ColumnType.NUMBER)));
        return new TrainedModel(
                "ridge",
                new ModelInputs(schema, Preprocessing.unscaled(encodings), "y", List.of()),
                new LinearModel(LinearModel.Link.IDENTITY, new double[features], new double[] {1}),
                Map.of(),
                Map.of());
    }

    private static final class CountingStore implements ArtifactStore {
        private final ArtifactStore store;
        private final AtomicInteger opened = new AtomicInteger();

        CountingStore(Path folder) {
            store = new LocalArtifactStore(folder, InstantSource.system());
        }

        @Override
        public InputStream open(TenantId tenant, ArtifactHandle artifact) {
            opened.incrementAndGet();
            return store.open(tenant, artifact);
        }

        @Override
        public ArtifactHandle write(TenantId tenant, Writer writer) {
            return store.write(tenant, writer);
        }

        @Override
        public LocalCopy localCopy(TenantId tenant, ArtifactHandle artifact) {
            return store.localCopy(tenant, artifact);
        }

        @Override
        public int sweep(TenantId tenant, Instant storedBefore, UnaryOperator<Set<String>> unused) {
            return store.sweep(tenant, storedBefore, unused);
        }

        @Override
        public long erase(TenantId tenant) {
            return store.erase(tenant);
        }

        @Override
        public Set<TenantId> tenants() {
            return store.tenants();
        }
    }
}
