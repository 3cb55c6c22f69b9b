@NullMarked
package dev.millrace.llm.cache;

import org.jspecify.annotations.NullMarked;
