package dev.millrace.security;

import dev.millrace.http.ProblemWriter;
import dev.millrace.http.Signatures;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.tokens.Tokens;
import dev.millrace.tenancy.Schema;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.Workspaces;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who may come in: callers with an API key or a token, and on a standalone run's loopback address its own user. */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration implements WebMvcConfigurer {
    public static final String HOW_TO_SIGN_IN =
            "send an API key in the X-API-Key header, or an API key or a token as Authorization: Bearer";

    private static final String[] OPEN = {
        "/",
        "/index.html",
        "/favicon.ico",
        "/assets/**",
        "/links",
        "/health",
        "/ready",
        "/metrics",
        "/docs",
        "/docs/**",
        "/swagger-ui/**",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/error"
    };

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerResolver());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RoleInterceptor());
    }

    @Bean
    static ApiKeys apiKeys(TenantTransactions tenants, DataSource application, Clock clock) {
        return new ApiKeys(tenants, application, clock);
    }

    @Bean
    static SignIn signIn(ApiKeys keys, Tokens tokens, Workspaces workspaces, SignInGuard guard) {
        return new SignIn(keys, tokens, workspaces, guard);
    }

    @Bean
    static Keyset keyset(@Value("${MILLRACE_KEYSET:}") String json) {
        if (json.isBlank()) {
            throw new IllegalStateException(
                    "MILLRACE_KEYSET is not set: it holds a Tink keyset in JSON; docs/operations.md says how to make one");
        }
        return Keyset.parse(json);
    }

    @Bean
    static Signatures signatures(Keyset keyset) {
        return new Signatures() {
            @Override
            public byte[] sign(byte[] bytes) {
                return keyset.sign(bytes);
            }

            @Override
            public boolean signed(byte[] signature, byte[] bytes) {
                return keyset.signed(signature, bytes);
            }
        };
    }

    @Bean
    static FirstSteps firstSteps(
            ApiKeys keys,
            Schema schema,
            @Value("${millrace.standalone:false}") boolean standalone,
            @Value("${server.address:}") String bind,
            @Value("${MILLRACE_ADMIN_KEY:}") String adminKey) {
        return new FirstSteps(keys, schema, standalone, bind, adminKey);
    }

    /** Methods are judged by the controllers (405) and headers by Tomcat; what is left is the form of URLs. */
    @Bean
    static HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderValues(value -> true);
        return firewall;
    }

    @Bean
    static Origins origins(@Value("${CORS_ORIGINS:}") String configured) {
        return new Origins(configured);
    }

    /** On the loopback address of a standalone run an API key may be sent, and need not be. */
    @Bean
    static OpenApiCustomizer keyNotNeeded(FirstSteps firstSteps) {
        return document -> {
            if (firstSteps.loopbackSignIn()) {
                document.addSecurityItem(new SecurityRequirement());
            }
        };
    }

    @Bean
    static SecurityFilterChain securityFilterChain(
            HttpSecurity http, SignIn signIn, ProblemWriter problems, FirstSteps firstSteps, Origins origins) {
        http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .headers(AnswerHeaders::write)
                .cors(AbstractHttpConfigurer::disable)
                .addFilterBefore(
                        new CallerFilter(signIn, firstSteps.loopbackSignIn(), problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                jakarta.servlet.DispatcherType.ASYNC, jakarta.servlet.DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint((request, response, exception) -> problems.write(
                                new Problem(ProblemType.UNAUTHENTICATED, HOW_TO_SIGN_IN), request, response))
                        .accessDeniedHandler((request, response, exception) -> problems.write(
                                new Problem(ProblemType.UNAUTHENTICATED, HOW_TO_SIGN_IN), request, response)));
        if (!origins.none()) {
            http.addFilter(corsFilter(origins, problems));
        }
        return http.build();
    }

    /** Before sign-in, since browsers ask beforehand without credentials. */
    private static CorsFilter corsFilter(Origins origins, ProblemWriter problems) {
        CorsFilter filter = new CorsFilter(request -> origins.rules());
        filter.setCorsProcessor(new OriginProcessor(problems));
        return filter;
    }
}
