/** What is screened, hidden or refused on the way to a language model. */
@NullMarked
package dev.millrace.llm.guardrails;

import org.jspecify.annotations.NullMarked;
