@NullMarked
package dev.millrace.payloads;

import org.jspecify.annotations.NullMarked;
