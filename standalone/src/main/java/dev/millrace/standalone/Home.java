package dev.millrace.standalone;

import dev.millrace.standalone.processes.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything this installation keeps. One Millrace at a time holds it. */
final class Home implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private Home(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** @throws CannotStart when it cannot be written, or another Millrace holds it */
    static Home hold(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path root = folder.toRealPath();
            Files.createDirectories(root.resolve("run"));
            Files.createDirectories(root.resolve("logs"));
            FileChannel channel =
                    FileChannel.open(root.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                throw new CannotStart("Another Millrace runs with " + root
                        + ". Stop it with ./millrace down, or give this one its own folder with MILLRACE_HOME.");
            }
            return new Home(root, channel);
        } catch (IOException e) {
            throw new CannotStart("MILLRACE_HOME " + folder + " cannot be used: " + e, e);
        }
    }

    Path run(String name) {
        return root.resolve("run").resolve(name);
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    Path data(String name) {
        return root.resolve(name);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
