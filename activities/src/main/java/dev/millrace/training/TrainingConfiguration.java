package dev.millrace.training;

import dev.millrace.jobs.MemoryBudget;
import dev.millrace.jobs.ThreadBudget;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code millrace.training.checkpoint-interval}: how much work of a fit a crash may cost, 2 seconds unless set (more where storing takes long: at most a twentieth of the time is spent on it). */
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {
    @Bean
    ThreadBudget threadBudget() {
        return new ThreadBudget(Runtime.getRuntime().availableProcessors());
    }

    @Bean
    MemoryBudget memoryBudget() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory());
    }

    @Bean
    CheckpointInterval checkpointInterval(@Value("${millrace.training.checkpoint-interval:2s}") Duration interval) {
        return new CheckpointInterval(interval);
    }
}
