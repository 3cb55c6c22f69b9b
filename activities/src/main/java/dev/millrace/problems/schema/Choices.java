package dev.millrace.problems.schema;

import com.networknt.schema.Error;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Alternatives of a schema ({@code oneOf}, {@code anyOf}), found again in the places where a validator's errors arose. */
public final class Choices {
    private static final Pattern CHOICE = Pattern.compile("/(?:oneOf|anyOf)(?=/|$)");

    private Choices() {}

    public static String path(Error error) {
        return error.getEvaluationPath().toString();
    }

    public static String place(Error error) {
        return error.getInstanceLocation().toString();
    }

    /** The outermost choice that the error arose in, or is. */
    static Optional<String> around(Error error) {
        Matcher choice = CHOICE.matcher(path(error));
        return choice.find() ? Optional.of(path(error).substring(0, choice.end())) : Optional.empty();
    }

    /** The innermost first. */
    public static List<String> all(List<Error> errors) {
        TreeSet<String> all = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (Error error : errors) {
            Matcher choice = CHOICE.matcher(path(error));
            while (choice.find()) {
                all.add(path(error).substring(0, choice.end()));
            }
        }
        return List.copyOf(all);
    }

    public static boolean within(Error error, String choice) {
        return (path(error) + "/").startsWith(choice + "/");
    }

    /** The numbers of the alternatives that something is against. */
    public static List<String> alternatives(String choice, List<Error> errors) {
        return errors.stream()
                .map(Choices::path)
                .filter(path -> path.startsWith(choice + "/"))
                .map(path -> path.substring(choice.length() + 1).split("/", 2)[0])
                .distinct()
                .collect(Collectors.toList());
    }

    /** Whether it says that more than one alternative fits. */
    public static boolean several(Error error) {
        return error.getKeyword().equals("oneOf")
                && !String.valueOf(error.getArguments()[0]).equals("0");
    }
}
