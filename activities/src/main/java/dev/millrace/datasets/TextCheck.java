package dev.millrace.datasets;

/** Finds the first byte that does not belong into UTF-8 text (Unicode 15, table 3-7), or is NUL, in bytes that come in parts. */
final class TextCheck {
    /** Continuation bytes still due, and the range that the next one must lie in. */
    private int due;

    private int low = 0x80;
    private int high = 0xBF;

    /** The index of the first wrong byte, or {@code length} when all are right so far. */
    int firstWrong(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] > 0 && due == 0) {
                continue;
            }
            int value = bytes[i] & 0xFF;
            if (due == 0 ? !begin(value) : !carryOn(value)) {
                return i;
            }
        }
        return length;
    }

    /** Whether the text may end here: not in the middle of a character. */
    boolean isComplete() {
        return due == 0;
    }

    private boolean begin(int value) {
        low = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
        high = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
        due = value < 0xC2 || value > 0xF4 ? 0 : value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
        return due > 0;
    }

    private boolean carryOn(int value) {
        boolean right = value >= low && value <= high;
        due--;
        low = 0x80;
        high = 0xBF;
        return right;
    }
}
