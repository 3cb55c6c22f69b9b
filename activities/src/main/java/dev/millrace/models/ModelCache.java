package dev.millrace.models;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.tenancy.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Loaded models, as many as fit into a number of bytes; a model that several ask for at once is loaded once. A model larger
 * than the whole cache is loaded for each use.
 */
public final class ModelCache {
    private static final int UNIT = 1024;

    private final ArtifactStore artifacts;
    private final AsyncCache<Key, TrainedModel> models;

    ModelCache(ArtifactStore artifacts, long bytes, Executor loaders) {
        this.artifacts = artifacts;
        models = Caffeine.newBuilder()
                .maximumWeight(bytes / UNIT)
                // Caffeine weighs in int; in KiB that reaches 2 TiB.
                .weigher((Key key, TrainedModel model) -> Math.toIntExact(1 + model.bytes() / UNIT))
                .executor(loaders)
                .removalListener(
                        (@Nullable Key key, @Nullable TrainedModel model, RemovalCause cause) -> release(model))
                .buildAsync();
    }

    /**
     * @throws dev.millrace.problems.Problem when the bytes are not a model
     * @throws UncheckedIOException when the artifact store does not answer
     */
    public TrainedModel get(TenantId tenant, ArtifactHandle artifact) {
        Key key = new Key(tenant, artifact);
        CompletableFuture<TrainedModel> loading = models.get(key, this::load);
        try {
            return loading.join();
        } catch (CompletionException e) {
            // The cache forgets a failed load by itself, but perhaps after the next caller has come.
            models.asMap().remove(key, loading);
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** How many bytes the models kept take, after what had to go has gone. */
    long bytes() {
        Policy.Eviction<Key, TrainedModel> eviction =
                models.synchronous().policy().eviction().orElseThrow();
        models.synchronous().cleanUp();
        return eviction.weightedSize().orElse(0) * UNIT;
    }

    /** What a model holds outside the heap; whoever still predicts with it takes that anew. */
    private static void release(@Nullable TrainedModel model) {
        if (model != null && model.predictor() instanceof OnnxModel onnx) {
            onnx.close();
        }
    }

    private TrainedModel load(Key key) {
        try (InputStream in = artifacts.open(key.tenant(), key.artifact())) {
            return ModelFile.read(in, key.artifact().size());
        } catch (IOException e) {
            throw new UncheckedIOException("model " + key.artifact().sha256() + " could not be read", e);
        }
    }

    private record Key(TenantId tenant, ArtifactHandle artifact) {}
}
