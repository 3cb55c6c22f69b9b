package dev.millrace.security.outbound;

import java.util.Map;

/**
 * What a service has answered, whatever the status.
 *
 * @param headers by name in lower case; of several of one name the values are joined by a comma
 * @param body decompressed; its beginning where it is larger than was wanted
 * @param complete whether the body is all of it
 */
public record OutboundAnswer(int status, Map<String, String> headers, byte[] body, boolean complete) {}
