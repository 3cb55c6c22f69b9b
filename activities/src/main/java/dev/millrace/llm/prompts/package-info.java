@NullMarked
package dev.millrace.llm.prompts;

import org.jspecify.annotations.NullMarked;
