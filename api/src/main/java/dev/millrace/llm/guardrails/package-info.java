@NullMarked
package dev.millrace.llm.guardrails;

import org.jspecify.annotations.NullMarked;
