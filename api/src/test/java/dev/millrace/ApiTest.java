package dev.millrace;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import dev.millrace.tenancy.TestDatabase;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the running API over HTTP: a real database, a free port, its user signed in on loopback, and no Temporal server,
 * so that jobs are accepted and stay queued. One application for all such tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ApiApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "millrace.standalone=true",
            "server.address=127.0.0.1",
            "TEMPORAL_ADDRESS=127.0.0.1:1",
            "MILLRACE_TEMPORAL_UI_ORIGINS=http://localhost:8233"
        })
@ContextConfiguration(initializers = ApiTest.Environment.class)
public @interface ApiTest {
    /** What tokens are signed by. */
    String JWT_SECRET = "a secret of tests, which is long enough";

    /** The environment variables of the process under test. */
    final class Environment implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestDatabase database = TestDatabase.get();
            try {
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "environment",
                                Map.of(
                                        "DATABASE_URL", database.url(),
                                        "DATABASE_DISPATCHER_URL", database.dispatcherUrl(),
                                        "MILLRACE_ARTIFACTS",
                                                Files.createTempDirectory("artifacts")
                                                        .toString(),
                                        "MILLRACE_KEYSET", keyset(),
                                        "JWT_SECRET_KEY", JWT_SECRET,
                                        "CORS_ORIGINS", "https://app.example.com",
                                        "MILLRACE_LIMIT_FAILED_SIGN_IN_BURST", "10000")));
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String keyset() throws GeneralSecurityException {
            MacConfig.register();
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(
                            PredefinedMacParameters.HMAC_SHA256_256BITTAG, RegistryConfiguration.get()),
                    RegistryConfiguration.get(),
                    InsecureSecretKeyAccess.get());
        }
    }
}
