package dev.millrace.security.sql;

import java.nio.file.Path;
import java.util.List;

/**
 * The settings of a DuckDB instance that is locked down: it takes at most so much memory and, for what does not fit into
 * it, disk (in MB), reaches only its scratch folder and the files that it is given, loads no extension, and no SQL can
 * change that.
 */
public record DuckDbLock(int memoryMb, int diskMb, int threads) {
    /** In this order; each an operand of {@code SET}. */
    public List<String> settings(Path scratch, List<Path> files) {
        List<String> paths = files.stream().map(SqlText::text).toList();
        return List.of(
                "memory_limit = '" + memoryMb + "MB'",
                "threads = " + threads,
                "temp_directory = " + SqlText.text(scratch),
                "max_temp_directory_size = '" + diskMb + "MB'",
                // Read once a session, not once a query: it is large where the columns are many.
                "parquet_metadata_cache = true",
                "TimeZone = 'UTC'",
                "allowed_directories = [" + SqlText.text(scratch) + "]",
                "allowed_paths = " + paths,
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                // After this, only the paths above are reached: they have to be set first.
                "enable_external_access = false",
                "lock_configuration = true");
    }
}
