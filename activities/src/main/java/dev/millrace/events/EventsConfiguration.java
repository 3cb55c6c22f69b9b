package dev.millrace.events;

import dev.millrace.tenancy.DatabaseUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventsConfiguration {
    @Bean
    EventNotifier eventNotifier(DatabaseUrl url) {
        return new EventNotifier(url);
    }

    @Bean
    EventWaiter eventWaiter(DatabaseUrl url) {
        return new EventWaiter(url);
    }
}
