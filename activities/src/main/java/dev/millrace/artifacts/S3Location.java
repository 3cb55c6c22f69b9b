package dev.millrace.artifacts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket and the prefix of all keys in it, empty or ending in a slash: {@code s3://bucket/prefix}. */
record S3Location(String bucket, String prefix) {
    private static final Pattern FORM = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    /** Empty when it is none. */
    static Optional<S3Location> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String path = matcher.group(2) == null ? "" : matcher.group(2).replaceAll("^/+|/+$", "");
        return Optional.of(new S3Location(matcher.group(1), path.isEmpty() ? "" : path + "/"));
    }
}
