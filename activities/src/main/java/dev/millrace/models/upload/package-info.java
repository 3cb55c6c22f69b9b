@NullMarked
package dev.millrace.models.upload;

import org.jspecify.annotations.NullMarked;
