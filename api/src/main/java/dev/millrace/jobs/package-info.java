@NullMarked
package dev.millrace.jobs;

import org.jspecify.annotations.NullMarked;
