package dev.millrace.security.outbound;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Calls to the outside; {@code MILLRACE_HTTP_ALLOW_HOSTS} names the hosts on private addresses that may be called. */
@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {
    @Bean
    Outbound outbound(@Value("${MILLRACE_HTTP_ALLOW_HOSTS:}") String allowed, ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        return new Outbound(
                GuardedResolver.allowing(allowed),
                "Millrace/" + (properties == null ? "unknown" : properties.getVersion()));
    }

    @Bean
    LiveClients liveClients(@Value("${MILLRACE_HTTP_ALLOW_HOSTS:}") String allowed) {
        return LiveClients.allowing(allowed);
    }
}
