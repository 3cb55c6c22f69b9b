@NullMarked
package dev.millrace.pipelines.steps;

import org.jspecify.annotations.NullMarked;
