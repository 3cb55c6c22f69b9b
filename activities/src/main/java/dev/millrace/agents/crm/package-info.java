/** The seven agents that read business records, and what each of them can say without a language model. */
@NullMarked
package dev.millrace.agents.crm;

import org.jspecify.annotations.NullMarked;
