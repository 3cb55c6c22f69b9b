package dev.millrace.security.sql;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a class comes from, as another JVM's class path has to name it. */
final class ClassLocation {
    private ClassLocation() {}

    /** Its jar or folder; of a jar within a jar a copy, written to {@code copy}. */
    static Path of(Class<?> type, Path copy) throws IOException {
        URL location = type.getProtectionDomain().getCodeSource().getLocation();
        try {
            return of(location.toURI(), copy);
        } catch (URISyntaxException e) {
            throw new IOException("the jar of " + type.getName() + " is at " + location, e);
        }
    }

    static Path of(URI location, Path copy) throws IOException {
        if (location.getScheme().equals("file")) {
            return Path.of(location);
        }
        // Spring Boot's are of the form jar:nested:/app.jar/!BOOT-INF/lib/a.jar!/
        String inner = location.toString().replaceFirst("^jar:", "").replaceFirst("!/$", "");
        try (InputStream bytes = URI.create(inner).toURL().openStream()) {
            Files.copy(bytes, copy);
        }
        return copy;
    }
}
