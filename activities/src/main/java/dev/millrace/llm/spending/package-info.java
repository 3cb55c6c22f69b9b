@NullMarked
package dev.millrace.llm.spending;

import org.jspecify.annotations.NullMarked;
