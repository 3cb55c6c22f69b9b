package dev.millrace.entities.intake;

import dev.millrace.entities.Entities;
import dev.millrace.entities.EntityType;
import dev.millrace.entities.NewEntity;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads entities from a file as it arrives and writes them in batches, each id as the file has it last. A row at fault fails
 * alone. What was written stays when the file breaks off; the same file again changes nothing.
 */
@Component
public final class EntityImport {
    private static final int BATCH_ROWS = 500;
    private static final int BATCH_BYTES = 4 << 20;
    private static final int FAILURES_SHOWN = 100;

    private final Entities entities;
    private final long mostBytes;

    public EntityImport(Entities entities, @Value("${millrace.entities.import.max-bytes:1073741824}") long mostBytes) {
        this.entities = entities;
        this.mostBytes = mostBytes;
    }

    /** @throws Problem when the file as a whole cannot be read: empty, no text, without ids, too large, broken off */
    public ImportReport read(TenantId tenant, EntityType type, InputStream file) {
        Run run = new Run(tenant, type);
        try {
            Rows rows = rows(type, new Input(file, mostBytes));
            for (Row row = rows.next(); row != null; row = rows.next()) {
                run.take(row);
            }
        } catch (IOException brokenOff) {
            run.flush();
            throw Problem.malformed(
                    "/file", "the file broke off; the " + (run.imported + run.updated) + " rows before were imported");
        } catch (Problem refused) {
            run.flush();
            throw refused;
        }
        run.flush();
        return new ImportReport(run.imported, run.updated, run.failed, run.failures);
    }

    private static Rows rows(EntityType type, Input in) throws IOException {
        byte[] begin = in.peek(1 << 10);
        if (startsWith(begin, 0xEF, 0xBB, 0xBF)) {
            in.read();
            in.read();
            in.read();
            begin = in.peek(1 << 10);
        }
        if (startsWith(begin, 0xFF, 0xFE) || startsWith(begin, 0xFE, 0xFF) || firstLineHasNul(begin)) {
            throw Problem.invalid("/file", "the file is no UTF-8 text; send CSV or JSON Lines, saved as UTF-8");
        }
        for (byte value : begin) {
            if (value > ' ' || value < 0) {
                return value == '{' ? new JsonLineRows(in) : new CsvRows(type, in);
            }
        }
        return new CsvRows(type, in);
    }

    private static boolean startsWith(byte[] bytes, int... begin) {
        for (int i = 0; i < begin.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != begin[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean firstLineHasNul(byte[] bytes) {
        for (int i = 0; i < bytes.length && bytes[i] != '\n'; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** One import under way. */
    private final class Run {
        private final TenantId tenant;
        private final EntityType type;
        private final Map<String, NewEntity> batch = new LinkedHashMap<>();
        private final List<ImportReport.Failure> failures = new ArrayList<>();
        private long bytes;
        private long imported;
        private long updated;
        private long failed;

        Run(TenantId tenant, EntityType type) {
            this.tenant = tenant;
            this.type = type;
        }

        void take(Row row) {
            switch (row) {
                case Row.Bad bad -> fail(bad.number(), bad.reason());
                case Row.Good good -> {
                    NewEntity entity = entity(good);
                    if (entity != null) {
                        add(entity);
                    }
                }
            }
        }

        private @Nullable NewEntity entity(Row.Good row) {
            try {
                return new NewEntity(type, row.id(), row.attributes());
            } catch (Problem unfit) {
                fail(row.number(), unfit.detail());
                return null;
            }
        }

        private void add(NewEntity entity) {
            if (batch.size() >= BATCH_ROWS || bytes >= BATCH_BYTES) {
                flush();
            }
            // A statement writes an id once; the earlier row would be written over.
            if (batch.put(entity.id(), entity) != null) {
                updated++;
            }
            bytes += entity.attributes().toString().length();
        }

        void flush() {
            if (!batch.isEmpty()) {
                int created = entities.putAll(tenant, type, List.copyOf(batch.values()));
                imported += created;
                updated += batch.size() - created;
                batch.clear();
                bytes = 0;
            }
        }

        private void fail(long row, String reason) {
            failed++;
            if (failures.size() < FAILURES_SHOWN) {
                failures.add(new ImportReport.Failure(row, reason));
            }
        }
    }
}
