@NullMarked
package dev.millrace.security.sql;

import org.jspecify.annotations.NullMarked;
