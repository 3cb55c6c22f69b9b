@NullMarked
package dev.millrace.agents.own;

import org.jspecify.annotations.NullMarked;
