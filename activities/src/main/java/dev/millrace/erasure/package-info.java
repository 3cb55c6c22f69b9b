@NullMarked
package dev.millrace.erasure;

import org.jspecify.annotations.NullMarked;
