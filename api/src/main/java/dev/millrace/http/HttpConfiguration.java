package dev.millrace.http;

import java.util.List;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The conventions that hold for every endpoint. */
@Configuration(proxyBeanMethods = false)
public class HttpConfiguration implements WebMvcConfigurer {
    private final Signatures signatures;

    HttpConfiguration(Signatures signatures) {
        this.signatures = signatures;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PageRequestResolver(new Cursors(signatures)));
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new WireEnums());
    }

    /** What Tomcat refuses before any filter is reached, such as a header that is none, is a problem as well. */
    @Bean
    static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemPages(ProblemWriter problems) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemPage(problems)));
    }

    /** Lets whoever works long for a request ask whether its client still waits. */
    @Bean
    static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> connections() {
        return factory ->
                factory.addContextCustomizers(context -> context.getPipeline().addValve(new ConnectionValve()));
    }

    /** Paths answer with and without a trailing slash; before security, so that both are guarded alike. */
    @Bean
    static FilterRegistrationBean<UrlHandlerFilter> trailingSlashes() {
        var registration = new FilterRegistrationBean<>(UrlHandlerFilter.trailingSlashHandler(
                        "/api/**", "/v1/**", "/ws/**", "/health/**", "/ready/**", "/metrics/**", "/docs/**")
                .wrapRequest()
                .build());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
