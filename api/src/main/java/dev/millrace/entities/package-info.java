@NullMarked
package dev.millrace.entities;

import org.jspecify.annotations.NullMarked;
