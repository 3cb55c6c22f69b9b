package dev.millrace.llm;

import java.math.BigDecimal;
import java.util.Optional;

/** What models cost, as far as it is known. */
public interface Prices {
    /** @param model in the provider's words; empty when its price is not known */
    Optional<Price> of(String provider, String model);

    /** In USD for a million tokens. */
    record Price(BigDecimal inputPerMillion, BigDecimal outputPerMillion) {}
}
