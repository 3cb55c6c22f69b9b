package dev.millrace.payloads;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Who may use the codec from a browser: our own Temporal's Web UI, and the origins of {@code MILLRACE_TEMPORAL_UI_ORIGINS}. */
@Configuration(proxyBeanMethods = false)
public class CodecConfiguration {
    private static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 50;

    @Bean
    FilterRegistrationBean<CodecOrigins> codecOrigins(
            @Value("${MILLRACE_TEMPORAL_UI_ORIGINS:}") Set<String> origins,
            @Value("${millrace.temporal-ui:}") String ownUi) {
        Set<String> allowed = new LinkedHashSet<>(origins);
        if (!ownUi.isEmpty()) {
            allowed.add(ownUi);
            allowed.add(ownUi.replace("//localhost:", "//127.0.0.1:"));
        }
        var registration = new FilterRegistrationBean<>(new CodecOrigins(allowed));
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }
}
