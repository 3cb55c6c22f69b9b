package dev.millrace.training;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** The version of Millrace that is running and the commit that it was built from, as its build wrote them down. */
@Component
public final class CodeVersion {
    private final String value;

    CodeVersion(ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        String version = properties == null ? null : properties.getVersion();
        String commit = properties == null ? null : properties.get("commit");
        value = version == null
                ? "unknown"
                : commit == null || commit.equals("none") ? version : version + "+" + commit;
    }

    public String value() {
        return value;
    }
}
