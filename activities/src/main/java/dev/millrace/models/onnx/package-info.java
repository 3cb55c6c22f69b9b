@NullMarked
package dev.millrace.models.onnx;

import org.jspecify.annotations.NullMarked;
