package dev.millrace.datasets;

import java.util.List;

/** The columns and rows of a CSV file, and whether line breaks occur inside values. */
record CsvShape(List<ColumnForms> columns, long rows, boolean lineBreaks) {}
