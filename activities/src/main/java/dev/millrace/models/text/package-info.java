@NullMarked
package dev.millrace.models.text;

import org.jspecify.annotations.NullMarked;
