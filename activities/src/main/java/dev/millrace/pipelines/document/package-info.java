@NullMarked
package dev.millrace.pipelines.document;

import org.jspecify.annotations.NullMarked;
