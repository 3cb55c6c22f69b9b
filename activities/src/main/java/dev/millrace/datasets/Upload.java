package dev.millrace.datasets;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Uploaded bytes with gzip undone, refused as soon as they are of another format, too many, grow too much or break off.
 */
final class Upload extends FilterInputStream {
    private static final int BUFFER = 1 << 13;
    private static final int LOOK_AHEAD = 4;
    private static final long UNSUSPICIOUS = 32L << 20;

    private final DatasetLimits limits;
    private final Counted sent;
    private final boolean gzip;
    private long size;

    private Upload(InputStream bytes, Counted sent, boolean gzip, DatasetLimits limits) {
        super(bytes);
        this.sent = sent;
        this.gzip = gzip;
        this.limits = limits;
    }

    static Upload of(InputStream bytes, DatasetLimits limits) throws IOException {
        Counted sent = new Counted(bytes);
        BufferedInputStream start = new BufferedInputStream(sent, BUFFER);
        start.mark(LOOK_AHEAD);
        byte[] magic = start.readNBytes(LOOK_AHEAD);
        start.reset();
        if (startsWith(magic, "\u001f\u008b")) {
            return new Upload(undo(start), sent, true, limits);
        }
        return new Upload(start, sent, false, limits);
    }

    private static InputStream undo(InputStream gzipped) throws IOException {
        try {
            return new GZIPInputStream(gzipped, BUFFER);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    private static boolean startsWith(byte[] bytes, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.mismatch(bytes, wanted) < 0 || Arrays.mismatch(bytes, wanted) == wanted.length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = gzip ? inflate(bytes, from, length) : super.read(bytes, from, length);
        size += Math.max(read, 0);
        if (size > limits.bytes()) {
            throw Unreadable.tooLarge("the data is larger than " + limits.bytes() + " bytes, the most allowed"
                    + (gzip ? " with gzip undone" : ""));
        }
        if (gzip && size > UNSUSPICIOUS && size / limits.expansion() > sent.count) {
            throw Unreadable.tooLarge("the gzip file grows to more than " + limits.expansion()
                    + " times its size, the most allowed; send the data uncompressed");
        }
        return read;
    }

    private int inflate(byte[] bytes, int from, int length) throws IOException {
        try {
            return super.read(bytes, from, length);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    private static Problem damaged(IOException cause) {
        return Unreadable.because("the gzip data is damaged or cut short: " + cause.getMessage());
    }

    /** Bytes read so far, with gzip undone. */
    long size() {
        return size;
    }

    /** Counts what was sent. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int read = super.read(bytes, from, length);
                count += Math.max(read, 0);
                return read;
            } catch (IOException e) {
                throw new Problem(ProblemType.MALFORMED, "the upload broke off before its end: " + e.getMessage());
            }
        }

        /** The stream below is its owner's to close. */
        @Override
        public void close() {}
    }
}
