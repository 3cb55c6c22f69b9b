@NullMarked
package dev.millrace.llm.provider;

import org.jspecify.annotations.NullMarked;
