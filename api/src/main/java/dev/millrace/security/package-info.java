@NullMarked
package dev.millrace.security;

import org.jspecify.annotations.NullMarked;
