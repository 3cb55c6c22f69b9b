package dev.millrace.llm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One model of one provider, written {@code provider/model}; or {@code local}, which stands in for one. */
public record Link(String provider, String model) {
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    /** Some providers' URLs hold it, so nothing in it may lead elsewhere. */
    private static final Pattern MODEL =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@+-]*(/[A-Za-z0-9][A-Za-z0-9._:@+-]*)*");

    private static final int LONGEST_MODEL = 200;

    /** Comes to the call's {@link LocalAnswer}. It stands after the patterns, which its constructor needs. */
    public static final Link LOCAL = new Link(LocalAnswer.PROVIDER, LocalAnswer.PROVIDER);

    public Link {
        if (!isProviderName(provider)) {
            throw invalid(
                    "a provider's name has 1 to 63 lower-case letters, digits, - and _: '" + shown(provider) + "'");
        }
        if (model.length() > LONGEST_MODEL || !MODEL.matcher(model).matches()) {
            throw invalid("a model's name has up to " + LONGEST_MODEL
                    + " letters, digits and . _ : @ + - and single slashes: '" + shown(model) + "'");
        }
    }

    /** @throws Problem INVALID when it is neither {@code provider/model} nor {@code local} */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Link parse(@Nullable String written) {
        if (LocalAnswer.PROVIDER.equals(written)) {
            return LOCAL;
        }
        int slash = written == null ? -1 : written.indexOf('/');
        if (written == null || slash < 0) {
            throw invalid("a link is `provider/model` or `local`: '" + shown(written) + "'");
        }
        return new Link(written.substring(0, slash), written.substring(slash + 1));
    }

    static boolean isProviderName(@Nullable String name) {
        return name != null && PROVIDER.matcher(name).matches();
    }

    public boolean isLocal() {
        return equals(LOCAL);
    }

    @Override
    @JsonValue
    public String toString() {
        return isLocal() ? provider : provider + "/" + model;
    }

    private static String shown(@Nullable String written) {
        return written == null ? "" : written.substring(0, Math.min(written.length(), 80));
    }

    private static Problem invalid(String detail) {
        return new Problem(ProblemType.INVALID, detail);
    }
}
