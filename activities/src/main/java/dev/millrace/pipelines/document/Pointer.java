package dev.millrace.pipelines.document;

/** JSON pointers (RFC 6901), put together part by part. */
final class Pointer {
    private Pointer() {}

    static String of(String parent, String key) {
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    static String of(String parent, int index) {
        return parent + "/" + index;
    }
}
