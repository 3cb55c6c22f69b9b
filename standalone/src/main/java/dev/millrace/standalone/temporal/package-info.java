@NullMarked
package dev.millrace.standalone.temporal;

import org.jspecify.annotations.NullMarked;
