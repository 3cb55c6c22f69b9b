/** JSON Schemas that users may have written: whether they can be used, and what does not fit them, in our words. */
@NullMarked
package dev.millrace.problems.schema;

import org.jspecify.annotations.NullMarked;
