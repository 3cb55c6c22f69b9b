package dev.millrace.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.problems.Problem;
import java.util.regex.Pattern;

/** The id of a workspace: 1 to 63 of {@code a-z}, {@code 0-9} and {@code -}. */
public record TenantId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,63}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw Problem.invalid("/id", "a workspace id is 1 to 63 characters of a-z, 0-9 and -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
