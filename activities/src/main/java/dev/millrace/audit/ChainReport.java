package dev.millrace.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a whole chain has found. {@code entries} is how many it has by its head, {@code pending} how many wait to
 * be chained; {@code seq} and {@code hash} (hex) name its end: kept elsewhere, they prove later that nothing before was
 * touched.
 */
public record ChainReport(
        boolean valid,
        long entries,
        long checked,
        long pending,
        long seq,
        String hash,
        @Nullable Break firstBroken) {
    /** Where the chain does not hold, and how that shows. */
    public record Break(@Nullable Long seq, @Nullable UUID id, Reason reason, String detail) {}

    /** How a chain can be broken. */
    public enum Reason {
        DELETED,
        ALTERED,
        GAP,
        CUT_OFF,
        HEAD_FORGED,
        SET_BACK,
        NEVER_CHAINED,
        OTHER_CHAIN;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
