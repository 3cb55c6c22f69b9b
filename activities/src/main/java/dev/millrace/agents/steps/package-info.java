@NullMarked
package dev.millrace.agents.steps;

import org.jspecify.annotations.NullMarked;
