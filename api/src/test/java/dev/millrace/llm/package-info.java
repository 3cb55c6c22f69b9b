@NullMarked
package dev.millrace.llm;

import org.jspecify.annotations.NullMarked;
