/** OpenAI's HTTP protocol, so that its clients, and what is built on them, work unchanged. */
@NullMarked
package dev.millrace.llm.openai;

import org.jspecify.annotations.NullMarked;
