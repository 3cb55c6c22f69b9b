/** What deployed models see and answer, compared with what they were trained on. */
@NullMarked
package dev.millrace.monitoring;

import org.jspecify.annotations.NullMarked;
