@NullMarked
package dev.millrace.security.outbound;

import org.jspecify.annotations.NullMarked;
