package dev.millrace.limits;

import dev.millrace.http.ProblemWriter;
import dev.millrace.security.SignInGuard;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rates of requests, and of wrong credentials. */
@Configuration(proxyBeanMethods = false)
class RateConfiguration {
    /** After Spring Security's chain, which knows the caller, and before the audit log, which a flood must not fill. */
    private static final int AFTER_SIGN_IN = -50;

    @Bean
    RateBuckets rateBuckets(DataSource application) {
        return new RateBuckets(application);
    }

    @Bean
    BucketSweep bucketSweep(RateBuckets buckets) {
        return new BucketSweep(buckets);
    }

    @Bean
    SignInGuard signInGuard(
            RateBuckets buckets,
            @Value("${MILLRACE_LIMIT_FAILED_SIGN_INS_PER_SECOND:1}") long perSecond,
            @Value("${MILLRACE_LIMIT_FAILED_SIGN_IN_BURST:50}") long burst) {
        return new AddressGuard(buckets, new Rate(perSecond, burst));
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimitFilter(
            RateBuckets buckets, Quotas quotas, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new RateLimitFilter(buckets, quotas, problems));
        registration.setOrder(AFTER_SIGN_IN);
        return registration;
    }
}
