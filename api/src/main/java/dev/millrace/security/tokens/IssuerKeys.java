package dev.millrace.security.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public keys of an OpenID Connect issuer, found by its discovery document (OpenID Connect Discovery 1.0, section 4) when
 * the first token comes, and kept. A token with an unknown {@code kid} has them read again, at most twice in the shortest
 * interval, whatever is sent; keys that were read once stay good while the issuer does not answer.
 */
final class IssuerKeys implements TokenKeys, JWKSetSource<SecurityContext> {
    private static final Set<JWSAlgorithm> PUBLIC_KEY_ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final String issuer;
    private final KeyDownload download;
    private final JWKSource<SecurityContext> source;
    private volatile boolean known;

    /** @param shortest between two reads of the keys that unknown {@code kid}s or outages cause */
    IssuerKeys(String issuer, KeyDownload download, Duration shortest) {
        this.issuer = issuer;
        this.download = download;
        this.source = JWKSourceBuilder.create(this)
                .cache(KEPT.toMillis(), LONGEST_WAIT.toMillis())
                .refreshAheadCache(false)
                .rateLimited(shortest.toMillis())
                .outageTolerantForever()
                .build();
    }

    @Override
    public JWSKeySelector<SecurityContext> selector() {
        return new JWSVerificationKeySelector<>(PUBLIC_KEY_ALGORITHMS, source);
    }

    @Override
    public boolean known() {
        return known;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long currentTime, @Nullable SecurityContext context)
            throws JWKSetUnavailableException {
        try {
            String keys = new String(download.get(keysUrl()), StandardCharsets.UTF_8);
            JWKSet set = JWKSet.parse(keys);
            known = true;
            return set;
        } catch (IOException | ParseException | JacksonException e) {
            throw new JWKSetUnavailableException("the keys of " + issuer + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {}

    private String keysUrl() throws IOException {
        JsonNode discovery = JsonMapper.shared().readTree(download.get(issuer.replaceFirst("/$", "") + DISCOVERY));
        if (!issuer.equals(discovery.path("issuer").asString(""))) {
            throw new IOException("its discovery document names another issuer");
        }
        String url = discovery.path("jwks_uri").asString("");
        if (issuer.startsWith("https:") && !url.startsWith("https:")) {
            throw new IOException("its keys are not offered by https");
        }
        return url;
    }
}
