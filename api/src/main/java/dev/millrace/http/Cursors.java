package dev.millrace.http;

import dev.millrace.problems.Problem;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** Cursors are the last id shown, signed, so that only what was handed out comes back. */
final class Cursors {
    private static final int ID_BYTES = 16;

    private final Signatures signatures;

    Cursors(Signatures signatures) {
        this.signatures = signatures;
    }

    String encode(UUID id) {
        byte[] bytes = ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        byte[] signature = signatures.sign(bytes);
        byte[] both = Arrays.copyOf(bytes, ID_BYTES + signature.length);
        System.arraycopy(signature, 0, both, ID_BYTES, signature.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    UUID decode(String cursor) {
        try {
            byte[] both = Base64.getUrlDecoder().decode(cursor);
            byte[] bytes = Arrays.copyOf(both, ID_BYTES);
            if (both.length > ID_BYTES && signatures.signed(Arrays.copyOfRange(both, ID_BYTES, both.length), bytes)) {
                ByteBuffer id = ByteBuffer.wrap(bytes);
                return new UUID(id.getLong(), id.getLong());
            }
        } catch (IllegalArgumentException notBase64) {
            // the same answer as for a wrong signature
        }
        throw Problem.malformed("cursor", "cursor must be a next_cursor that an earlier answer gave");
    }
}
