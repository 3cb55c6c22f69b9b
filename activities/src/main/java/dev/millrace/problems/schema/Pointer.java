package dev.millrace.problems.schema;

/** JSON pointers (RFC 6901), put together part by part. */
public final class Pointer {
    private Pointer() {}

    public static String of(String parent, String key) {
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    public static String of(String parent, int index) {
        return parent + "/" + index;
    }
}
