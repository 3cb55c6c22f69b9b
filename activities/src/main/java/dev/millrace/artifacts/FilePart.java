package dev.millrace.artifacts;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** So many bytes of a file from one of them on, to be read as often as somebody wants. */
record FilePart(Path file, long from, long length) {
    InputStream open() {
        try {
            return ByteStreams.limit(
                    Channels.newInputStream(Files.newByteChannel(file).position(from)), length);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }
}
