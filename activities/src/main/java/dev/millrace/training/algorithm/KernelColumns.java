package dev.millrace.training.algorithm;

import dev.millrace.models.KernelRows;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns of a kernel matrix, computed when asked for; those asked for last are kept. */
final class KernelColumns {
    private final KernelRows rows;
    private final Runnable goesOn;
    private final Cache cache;
    private final float[] row;
    private final double[] column;
    private long work;

    /** @param bytes about how much memory the kept columns may take */
    KernelColumns(KernelRows rows, long bytes, Runnable goesOn) {
        this.rows = rows;
        this.goesOn = goesOn;
        this.cache = new Cache(Math.clamp(bytes / (4L * Math.max(1, rows.size())), 2, 1 << 20));
        this.row = new float[rows.width()];
        this.column = new double[rows.size()];
    }

    int size() {
        return rows.size();
    }

    float[] column(int number) {
        float[] kept = cache.get(number);
        if (kept == null) {
            look((long) rows.size() * rows.width());
            rows.compare(number, row, column);
            kept = cache.room();
            kept = kept == null ? new float[column.length] : kept;
            for (int i = 0; i < column.length; i++) {
                kept[i] = (float) column[i];
            }
            cache.put(number, kept);
        }
        return kept;
    }

    double[] diagonal() {
        look((long) rows.size() * rows.width());
        return rows.diagonal();
    }

    /** Asks whether to go on after every few million operations. */
    void look(long operations) {
        work += operations;
        if (work > 1 << 22) {
            work = 0;
            goesOn.run();
        }
    }

    /** In the order of use, least recent first. */
    private static final class Cache extends LinkedHashMap<Integer, float[]> {
        private final int capacity;

        Cache(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        /** The array of the least recent column, once there is no room for another. */
        float @org.jspecify.annotations.Nullable [] room() {
            if (size() < capacity) {
                return null;
            }
            Map.Entry<Integer, float[]> eldest = firstEntry();
            remove(eldest.getKey());
            return eldest.getValue();
        }
    }
}
