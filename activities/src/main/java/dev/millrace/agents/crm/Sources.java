package dev.millrace.agents.crm;

import java.time.Instant;

/** What an answer without a language model is made from, all of one tenant. */
record Sources(Records records, Scores scores, Embedder embedder, Instant now) {}
