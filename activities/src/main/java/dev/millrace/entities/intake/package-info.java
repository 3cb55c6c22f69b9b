/** Many entities at once, from CSV or JSON Lines. */
@NullMarked
package dev.millrace.entities.intake;

import org.jspecify.annotations.NullMarked;
