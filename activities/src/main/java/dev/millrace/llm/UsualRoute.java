package dev.millrace.llm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The routes that there always are. */
enum UsualRoute {
    DEFAULT,
    FAST,
    SMART;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<UsualRoute> named(String name) {
        return Arrays.stream(values())
                .filter(route -> route.wire().equals(name))
                .findFirst();
    }
}
