@NullMarked
package dev.millrace.security.tokens;

import org.jspecify.annotations.NullMarked;
