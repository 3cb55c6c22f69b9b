@NullMarked
package dev.millrace.pipelines.expression;

import org.jspecify.annotations.NullMarked;
