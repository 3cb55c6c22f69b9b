package dev.millrace.security.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP clients for answers that are read as they come. Whoever uses one bounds the time and the size of an answer. Neither
 * follows redirects or tries again.
 */
public final class LiveClients implements Closeable {
    private static final Timeout CONNECT = Timeout.of(10, TimeUnit.SECONDS);
    private static final Timeout SILENCE = Timeout.of(15, TimeUnit.MINUTES);
    private static final TimeValue OLDEST_UNCHECKED = TimeValue.ofMilliseconds(500);
    private static final int MOST_CONNECTIONS = 2_000;

    private final CloseableHttpClient guarded;
    private final CloseableHttpClient trusted;

    private LiveClients(GuardedResolver resolver) {
        this.guarded = Clients.create(resolver);
        this.trusted = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(SILENCE)
                                .setValidateAfterInactivity(OLDEST_UNCHECKED)
                                .build())
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(SILENCE)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** @param allowed as {@code MILLRACE_HTTP_ALLOW_HOSTS} */
    public static LiveClients allowing(String allowed) {
        return new LiveClients(GuardedResolver.allowing(allowed));
    }

    /** For URLs that users have written: to public addresses only, and to the hosts that the configuration allows. */
    public CloseableHttpClient guarded() {
        return guarded;
    }

    /** For URLs that the operator has configured: to any address, over connections that are used again. */
    public CloseableHttpClient trusted() {
        return trusted;
    }

    /**
     * Where a URL leads; no address is looked up.
     *
     * @throws dev.millrace.problems.Problem INVALID when it is no URL, ADDRESS_REFUSED when its form is never called
     */
    public static HttpHost target(String url) {
        Destination to = Destination.of(url);
        return new HttpHost(to.scheme(), to.host(), to.port());
    }

    @Override
    public void close() throws IOException {
        guarded.close();
        trusted.close();
    }
}
