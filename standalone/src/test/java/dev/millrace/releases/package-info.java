@NullMarked
package dev.millrace.releases;

import org.jspecify.annotations.NullMarked;
