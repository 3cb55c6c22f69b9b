package dev.millrace.training;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** The version of Millrace that is running, as its build wrote it down. */
@Component
final class CodeVersion {
    private final String value;

    CodeVersion(ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        String version = properties == null ? null : properties.getVersion();
        value = version == null ? "unknown" : version;
    }

    String value() {
        return value;
    }
}
