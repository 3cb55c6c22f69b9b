@NullMarked
package dev.millrace.agents.flows;

import org.jspecify.annotations.NullMarked;
