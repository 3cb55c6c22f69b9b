@NullMarked
package dev.millrace.standalone.postgres;

import org.jspecify.annotations.NullMarked;
