package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Scratch;
import dev.millrace.limits.Quotas;
import dev.millrace.tenancy.TenantTransactions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Datasets of one process. Together its DuckDB instances take at most their number times their memory. */
@Configuration(proxyBeanMethods = false)
class DatasetsConfiguration {
    /** Longer than any upload takes. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path work;

    DatasetsConfiguration(
            @Value("${millrace.datasets.work:${MILLRACE_HOME:${java.io.tmpdir}/millrace}/work}") Path work,
            Clock clock) {
        this.work = work;
        Scratch.sweep(work, clock.instant().minus(ABANDONED));
    }

    @Bean
    DatasetLimits datasetLimits(
            @Value("${millrace.datasets.max-bytes:4294967296}") long bytes,
            @Value("${millrace.datasets.max-rows:20000000}") long rows,
            @Value("${millrace.datasets.max-columns:2000}") int columns) {
        DatasetLimits standard = DatasetLimits.DEFAULT;
        return new DatasetLimits(bytes, standard.expansion(), rows, columns, standard.rowBytes());
    }

    @Bean
    Datasets datasets(
            TenantTransactions transactions,
            ArtifactStore artifacts,
            ArtifactRefs refs,
            DatasetLimits limits,
            Quotas quotas,
            @Value("${millrace.datasets.ingest.memory-mb:512}") int memoryMb,
            @Value("${millrace.datasets.ingest.instances:2}") int instances) {
        DuckDb duckDb = new DuckDb(new DuckDbLimits(memoryMb, 16_384, 2, instances), work);
        return new Datasets(transactions, refs, new Ingest(artifacts, duckDb, limits, work), quotas);
    }

    @Bean
    TableReader tableReader(
            ArtifactStore artifacts,
            @Value("${millrace.datasets.read.memory-mb:256}") int memoryMb,
            @Value("${millrace.datasets.read.instances:8}") int instances) {
        return new TableReader(artifacts, new DuckDb(new DuckDbLimits(memoryMb, 4_096, 2, instances), work));
    }

    @Bean
    ParquetExport parquetExport() {
        return new ParquetExport(new DuckDb(new DuckDbLimits(256, 16_384, 2, 2), work), work);
    }

    @Bean
    Exploration exploration(ArtifactStore artifacts) {
        return new Exploration(artifacts, new DuckDb(new DuckDbLimits(256, 4_096, 2, 2), work));
    }

    @Bean
    ResultRows resultRows() {
        return new ResultRows(new DuckDb(new DuckDbLimits(256, 4_096, 2, 2), work));
    }
}
