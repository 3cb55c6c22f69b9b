@NullMarked
package dev.millrace.agents.tools;

import org.jspecify.annotations.NullMarked;
