package dev.millrace.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The house as it is meant to be: modules by where their classes lie, features by their package, levels from the bottom. */
final class House {
    private static final String ROOT = "dev.millrace.";
    /** Lowest first; a package imports from its own level or lower ones. */
    private static final List<List<String>> LEVELS = List.of(
            List.of(
                    "problems",
                    "http",
                    "health",
                    "tenancy",
                    "security",
                    "audit",
                    "events",
                    "artifacts",
                    "limits",
                    "payloads",
                    "jobs"),
            List.of("datasets", "models", "entities", "llm"),
            List.of("training", "prediction"),
            List.of("tuning", "automl", "pipelines", "agents", "erasure", "releases", "schedules", "monitoring"));

    private static final Map<String, Integer> LEVEL_OF = IntStream.range(0, LEVELS.size())
            .boxed()
            .flatMap(level -> LEVELS.get(level).stream().map(feature -> Map.entry(feature, level)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.millrace");

    private House() {}

    /** The classes of a module, whether they come from its folder or its jar. */
    static DescribedPredicate<JavaClass> module(String name) {
        return DescribedPredicate.describe(
                "module " + name,
                type -> type.getSource()
                        .map(source -> liesIn(source.getUri(), name))
                        .orElse(false));
    }

    /** The feature of a class; empty in the root package and in the launcher. */
    static Optional<String> featureOf(JavaClass type) {
        String packageName = type.getBaseComponentType().getPackageName();
        return Stream.of(packageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()).split("\\.", 2)[0])
                .filter(feature -> !feature.equals("standalone"))
                .findFirst();
    }

    static Optional<Integer> levelOf(JavaClass type) {
        return featureOf(type).map(LEVEL_OF::get);
    }

    private static boolean liesIn(URI uri, String module) {
        String location = uri.toString();
        return location.contains("/" + module + "/target/") || location.contains("/millrace-" + module + "/");
    }
}
