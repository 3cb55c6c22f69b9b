@NullMarked
package dev.millrace.standalone.processes;

import org.jspecify.annotations.NullMarked;
