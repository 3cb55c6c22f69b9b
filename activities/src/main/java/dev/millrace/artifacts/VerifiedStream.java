package dev.millrace.artifacts;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Reads an artifact and fails at its end when the bytes are not the ones that its handle names. */
final class VerifiedStream extends FilterInputStream {
    private final MessageDigest digest = Sha256.digest();
    private final ArtifactHandle artifact;
    private boolean verified;

    VerifiedStream(InputStream in, ArtifactHandle artifact) {
        super(in);
        this.artifact = artifact;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        if (read < 0) {
            verify();
        } else {
            digest.update(bytes, from, read);
        }
        return read;
    }

    /** Reads what it skips: every byte counts. */
    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void verify() throws IOException {
        if (!verified && !HexFormat.of().formatHex(digest.digest()).equals(artifact.sha256())) {
            throw new IOException(
                    "artifact " + artifact.sha256() + " is damaged: its bytes are not those that were stored");
        }
        verified = true;
    }
}
