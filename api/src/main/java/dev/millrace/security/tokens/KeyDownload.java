package dev.millrace.security.tokens;

import java.io.IOException;

/** Gets what an issuer publishes: the body of a 200, of bounded size, within seconds. */
@FunctionalInterface
interface KeyDownload {
    byte[] get(String url) throws IOException;
}
