package dev.millrace.datasets;

/** What stands between the values of a CSV file: the most frequent, outside quotes, of comma, tab, semicolon and bar. */
final class Delimiter {
    private static final byte[] KNOWN = {',', '\t', ';', '|'};

    private Delimiter() {}

    static byte of(byte[] header, int length) {
        int[] counts = new int[KNOWN.length];
        boolean quoted = false;
        for (int i = 0; i < length; i++) {
            quoted ^= header[i] == '"';
            for (int k = 0; k < KNOWN.length && !quoted; k++) {
                counts[k] += header[i] == KNOWN[k] ? 1 : 0;
            }
        }
        int best = 0;
        for (int k = 1; k < KNOWN.length; k++) {
            best = counts[k] > counts[best] ? k : best;
        }
        return KNOWN[best];
    }

    /** Where the first line ends, a quoted line break aside, or -1 when it does not end in these bytes. */
    static int endOfFirstLine(byte[] bytes, int length) {
        boolean quoted = false;
        for (int i = 0; i < length; i++) {
            quoted ^= bytes[i] == '"';
            if (bytes[i] == '\n' && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
