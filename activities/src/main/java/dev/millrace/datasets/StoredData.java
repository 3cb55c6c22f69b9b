package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactHandle;
import java.util.List;

/** Data as it is kept: typed in Parquet, and summarised. */
record StoredData(ArtifactHandle parquet, List<ColumnSummary> columns) {}
