package dev.millrace.datasets;

import dev.millrace.artifacts.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads uploaded CSV once, from beginning to end, checks all of it, and passes its records on. */
final class CsvIntake {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final DatasetLimits limits;
    private final CsvScanner.Sink records;
    private final TextCheck text = new TextCheck();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private @Nullable CsvScanner scanner;

    CsvIntake(DatasetLimits limits, CsvScanner.Sink records) {
        this.limits = limits;
        this.records = records;
    }

    /** Answers the SHA-256 of what it read, as hex digits. */
    String take(InputStream upload) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        for (int read = upload.read(buffer); read >= 0; read = upload.read(buffer)) {
            digest.update(buffer, 0, read);
            int right = text.firstWrong(buffer, read);
            scan(buffer, right);
            if (right < read) {
                throw Unreadable.inLine(line(), wrong(buffer[right]));
            }
        }
        if (!text.isComplete()) {
            throw Unreadable.inLine(line(), "ends in the middle of a UTF-8 character; the file is cut short");
        }
        end();
        return HexFormat.of().formatHex(digest.digest());
    }

    private void scan(byte[] bytes, int length) throws IOException {
        if (scanner != null) {
            scanner.scan(bytes, 0, length);
            return;
        }
        head.write(bytes, 0, length);
        if (head.size() > limits.rowBytes() || Delimiter.endOfFirstLine(head.toByteArray(), head.size()) >= 0) {
            begin();
        }
    }

    /** The first line is here and tells the delimiter. */
    private CsvScanner begin() throws IOException {
        byte[] bytes = head.toByteArray();
        head.reset();
        int end = Delimiter.endOfFirstLine(bytes, bytes.length);
        byte delimiter = Delimiter.of(bytes, end < 0 ? bytes.length : end);
        CsvScanner begun = new CsvScanner(delimiter, limits.rowBytes(), records);
        boolean marked = Arrays.equals(bytes, 0, Math.min(3, bytes.length), BYTE_ORDER_MARK, 0, 3);
        begun.scan(bytes, marked ? 3 : 0, bytes.length);
        scanner = begun;
        return begun;
    }

    private void end() throws IOException {
        (scanner == null ? begin() : scanner).end();
    }

    private long line() {
        return scanner == null ? 1 : scanner.line();
    }

    private static String wrong(byte found) {
        return found == 0
                ? "holds a NUL byte; save the file as UTF-8 text"
                : "is not UTF-8 (byte 0x%02X); save the file as UTF-8".formatted(found);
    }
}
