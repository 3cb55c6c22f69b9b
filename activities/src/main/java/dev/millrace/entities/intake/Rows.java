package dev.millrace.entities.intake;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one by one. */
interface Rows {
    /** The largest row in bytes: enough for an entity of the largest size, however it is quoted. */
    int ROW_BYTES = 1 << 20;

    /** Null after the last. */
    @Nullable
    Row next() throws IOException;
}
