package dev.millrace.training.algorithm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import ml.dmlc.xgboost4j.java.XGBoost;
import smile.model.cart.CART;

/** The libraries that algorithms use, with their versions. */
final class Engines {
    private Engines() {}

    static Map<String, String> smile() {
        String version = CART.class.getPackage().getImplementationVersion();
        return Map.of("smile", version == null ? "unknown" : version);
    }

    static Map<String, String> xgboost() {
        try (InputStream in = XGBoost.class.getResourceAsStream("/xgboost4j-version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return Map.of("xgboost", properties.getProperty("version", "unknown"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
