package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.jobs.TaskQueues;
import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowInterface;
import java.beans.Introspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

class RosterTest {
    private final List<Entry> roster = roster();

    record Entry(String taskQueue, List<String> workflowClasses, List<String> activityBeans) {
        Entry {
            workflowClasses = workflowClasses == null ? List.of() : workflowClasses;
            activityBeans = activityBeans == null ? List.of() : activityBeans;
        }
    }

    @Test
    void registersEveryWorkflowOnTheOrchestrationQueue() {
        Set<String> written =
                implementationsOf(WorkflowInterface.class).map(Class::getName).collect(Collectors.toSet());

        assertThat(written).isNotEmpty();
        assertThat(entry(TaskQueues.ORCHESTRATION).workflowClasses()).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void registersEveryActivitySomewhere() {
        Set<String> written = implementationsOf(ActivityInterface.class)
                .map(type -> Introspector.decapitalize(type.getSimpleName()))
                .collect(Collectors.toSet());

        assertThat(written).isNotEmpty();
        assertThat(roster.stream()
                        .flatMap(entry -> entry.activityBeans().stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(written);
    }

    @Test
    void takesFromEveryQueue() {
        assertThat(roster)
                .extracting(Entry::taskQueue)
                .containsExactlyInAnyOrder(
                        TaskQueues.ORCHESTRATION,
                        TaskQueues.TRAINING,
                        TaskQueues.INFERENCE,
                        TaskQueues.IO,
                        TaskQueues.LLM);
    }

    private Entry entry(String queue) {
        return roster.stream()
                .filter(entry -> entry.taskQueue().equals(queue))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Class<?>> implementationsOf(Class<? extends Annotation> marker) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter((reader, factory) -> true);
        return scanner.findCandidateComponents("dev.millrace").stream()
                .filter(found -> !isOfATest(String.valueOf(found.getResourceDescription())))
                .map(BeanDefinition::getBeanClassName)
                .<Class<?>>map(name -> ClassUtils.resolveClassName(String.valueOf(name), null))
                .filter(type -> Arrays.stream(ClassUtils.getAllInterfacesForClass(type))
                        .anyMatch(contract -> contract.isAnnotationPresent(marker)));
    }

    /** Other modules' tests are on this class path, with workflows of their own, and without what they use. */
    private static boolean isOfATest(String place) {
        return place.contains("test-classes") || place.contains("-tests.jar");
    }

    private static List<Entry> roster() {
        try {
            var sources = new MutablePropertySources();
            new YamlPropertySourceLoader()
                    .load("roster", new ClassPathResource("millrace-worker.yaml"))
                    .forEach(sources::addLast);
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind("spring.temporal.workers", Bindable.listOf(Entry.class))
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
