package dev.millrace.llm.spending;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Prices, from the file that {@code MILLRACE_LLM_PRICES} names or from the one that Millrace comes with. */
@Configuration(proxyBeanMethods = false)
class SpendingConfiguration {
    @Bean
    PriceTable llmPrices(@Value("${MILLRACE_LLM_PRICES:}") String file, Clock clock) {
        return new PriceTable(PriceFile.read(file), clock);
    }
}
