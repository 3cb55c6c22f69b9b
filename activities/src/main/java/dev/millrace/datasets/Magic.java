package dev.millrace.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Tells formats by the bytes that files begin with. */
final class Magic {
    private static final int LOOK_AHEAD = 7;
    private static final String PARQUET = "PAR1";
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private Magic() {}

    /** Leaves the stream, which has to support marks, at its beginning. */
    static DatasetFormat format(InputStream content) throws IOException {
        content.mark(LOOK_AHEAD);
        byte[] magic = content.readNBytes(LOOK_AHEAD);
        content.reset();
        if (startsWith(magic, PARQUET)) {
            return DatasetFormat.PARQUET;
        }
        if (startsWith(magic, "PK\u0003\u0004")) {
            throw Unreadable.format("a ZIP archive or an Excel workbook");
        }
        if (startsWith(magic, "[")) {
            throw Unreadable.format("a JSON array");
        }
        if (startsWith(magic, "BZh") || startsWith(magic, "(\u00b5/\u00fd") || startsWith(magic, "\u00fd7zX")) {
            throw Unreadable.format("data compressed other than by gzip");
        }
        boolean json = startsWith(magic, "{") || startsWith(magic, BYTE_ORDER_MARK + "{");
        return json ? DatasetFormat.JSONL : DatasetFormat.CSV;
    }

    /** What is wrong with a Parquet file that was cut short is seen at once. */
    static void requireParquetEnd(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[PARQUET.length()];
            bytes.seek(Math.max(0, bytes.length() - end.length));
            bytes.readFully(end);
            if (bytes.length() <= 2L * end.length || !startsWith(end, PARQUET)) {
                throw Unreadable.because("the Parquet file is cut short: it does not end with PAR1");
            }
        }
    }

    private static boolean startsWith(byte[] bytes, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.mismatch(bytes, wanted) < 0 || Arrays.mismatch(bytes, wanted) == wanted.length;
    }
}
