package dev.millrace.artifacts;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Writes a new file, forces it to disk and names it by its content. */
final class HashingFile {
    private static final int BUFFER = 1 << 16;

    private HashingFile() {}

    static ArtifactHandle write(Path file, ArtifactStore.Writer writer) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream hashed = new DigestOutputStream(Channels.newOutputStream(channel), digest);
            OutputStream out = new BufferedOutputStream(hashed, BUFFER);
            writer.writeTo(new LeftOpen(out));
            out.flush();
            channel.force(true);
            return new ArtifactHandle(HexFormat.of().formatHex(digest.digest()), channel.size());
        }
    }

    /** Writers tend to close what they write to; the file still has to be forced to disk. */
    private static final class LeftOpen extends FilterOutputStream {
        LeftOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
