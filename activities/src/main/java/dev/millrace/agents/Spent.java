package dev.millrace.agents;

import java.math.BigDecimal;

/** What a run has used up, without what it took over from another. */
record Spent(long tokens, BigDecimal cost) {}
