@NullMarked
package dev.millrace.tenancy;

import org.jspecify.annotations.NullMarked;
