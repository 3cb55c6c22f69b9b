@NullMarked
package dev.millrace.llm.fakes;

import org.jspecify.annotations.NullMarked;
