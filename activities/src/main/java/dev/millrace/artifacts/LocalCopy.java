package dev.millrace.artifacts;

import java.nio.file.Path;

/** An artifact as a local file, until closed; never to be changed. */
public interface LocalCopy extends AutoCloseable {
    Path path();

    @Override
    void close();
}
