@NullMarked
package dev.millrace.models;

import org.jspecify.annotations.NullMarked;
