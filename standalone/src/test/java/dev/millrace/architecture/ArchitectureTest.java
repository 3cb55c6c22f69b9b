package dev.millrace.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final Set<String> MAKES_CLIENTS = Set.of(
            "java.net.http.HttpClient",
            "org.apache.hc.client5.http.impl.classic.HttpClients",
            "org.apache.hc.client5.http.impl.classic.HttpClientBuilder",
            "org.apache.hc.client5.http.impl.async.HttpAsyncClients");

    @Test
    void everyModuleIsLookedAt() {
        for (String module : List.of("workflows", "activities", "api", "worker", "standalone")) {
            assertThat(House.CLASSES).as(module).anyMatch(House.module(module));
        }
    }

    @Test
    void everyFeatureHasALevel() {
        classes()
                .that(describe(
                        "belong to a feature", type -> House.featureOf(type).isPresent()))
                .should(satisfy(
                        "have a level in House", type -> House.levelOf(type).isPresent()))
                .check(House.CLASSES);
    }

    @Test
    void aPackageImportsOnlyFromItsOwnOrLowerLevels() {
        classes().should(new ImportsNothingHigher()).check(House.CLASSES);
    }

    @Test
    void featuresFormNoCycles() {
        slices().matching("dev.millrace.(*)..").should().beFreeOfCycles().check(House.CLASSES);
    }

    @Test
    void workflowsKnowNeitherFrameworkNorWorld() {
        noClasses()
                .that(House.module("workflows"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "java.sql..",
                        "javax.sql..",
                        "java.net..",
                        "java.nio.file..",
                        "java.io..")
                .check(House.CLASSES);
    }

    @Test
    void workflowsTakeTimeAndChanceFromTemporal() {
        noClasses()
                .that(House.module("workflows"))
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Random.class, java.security.SecureRandom.class, Thread.class)
                .check(House.CLASSES);
    }

    @Test
    void workflowsAndActivitiesKnowNothingAboveThem() {
        noClasses()
                .that(House.module("workflows"))
                .should()
                .dependOnClassesThat(House.module("activities"))
                .check(House.CLASSES);
        noClasses()
                .that(House.module("workflows").or(House.module("activities")))
                .should()
                .dependOnClassesThat(
                        House.module("api").or(House.module("worker")).or(House.module("standalone")))
                .check(House.CLASSES);
    }

    @Test
    void apiKnowsWorkflowsAndActivitiesByTheirInterfacesOnly() {
        noClasses()
                .that(House.module("api"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*(WorkflowImpl|ActivitiesImpl)")
                .check(House.CLASSES);
    }

    @Test
    void apiAndWorkerDoNotKnowEachOther() {
        noClasses()
                .that(House.module("api"))
                .should()
                .dependOnClassesThat(House.module("worker"))
                .check(House.CLASSES);
        noClasses()
                .that(House.module("worker"))
                .should()
                .dependOnClassesThat(House.module("api"))
                .check(House.CLASSES);
    }

    /**
     * The launcher fetches Temporal, the demonstration calls its own API, and the SQL sandbox opens the jar that it lies in;
     * all else that calls out is looked at.
     */
    @Test
    void onlyTheOutboundComponentCallsOut() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.millrace.security.outbound..", "dev.millrace.standalone..")
                .and()
                .doNotHaveFullyQualifiedName("dev.millrace.security.sql.ClassLocation")
                .should()
                .callMethodWhere(describe(
                        "makes an HTTP client or opens a URL",
                        call -> MAKES_CLIENTS.contains(call.getTargetOwner().getName())
                                || (call.getTargetOwner().getName().equals("java.net.URL")
                                        && call.getName().startsWith("open"))))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("org\\.springframework\\.web\\..*(RestTemplate|RestClient|WebClient)")
                .check(House.CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.millrace.standalone..")
                .should()
                .callConstructorWhere(describe(
                        "makes a socket",
                        call -> call.getTargetOwner().getName().equals("java.net.Socket")))
                .check(House.CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that(describe("are top level", JavaClass::isTopLevelClass))
                .should(satisfy(
                        "live in a @NullMarked package",
                        type -> type.getPackage().isAnnotatedWith(NullMarked.class)))
                .check(House.CLASSES);
    }

    @Test
    void noStateIsStaticAndMutable() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(House.CLASSES);
    }

    private static ArchCondition<JavaClass> satisfy(String what, Predicate<JavaClass> condition) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, condition.test(type), type.getName() + ": " + what));
            }
        };
    }

    private static final class ImportsNothingHigher extends ArchCondition<JavaClass> {
        ImportsNothingHigher() {
            super("import only from their own level or lower ones");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            House.levelOf(type)
                    .ifPresent(level -> type.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> isHigher(dependency, level))
                            .forEach(dependency -> events.add(
                                    SimpleConditionEvent.violated(dependency, dependency.getDescription()))));
        }

        private static boolean isHigher(Dependency dependency, int level) {
            return House.levelOf(dependency.getTargetClass())
                    .map(target -> target > level)
                    .orElse(false);
        }
    }
}
