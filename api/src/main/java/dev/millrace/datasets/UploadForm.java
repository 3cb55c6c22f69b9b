package dev.millrace.datasets;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The parts of an upload as the documentation shows them; {@link DatasetUpload} reads them. */
@Schema(
        name = "DatasetUpload",
        requiredProperties = {"file", "name"})
record UploadForm(
        @Schema(
                type = "string",
                format = "binary",
                description = "CSV with a header line, JSON Lines or Parquet, plain or gzipped")
        String file,

        @Schema(pattern = "^[A-Za-z0-9][A-Za-z0-9._ -]{0,127}$")
        String name,

        @Schema(maxLength = 10_000) @Nullable String description) {}
