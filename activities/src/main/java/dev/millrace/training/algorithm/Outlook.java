package dev.millrace.training.algorithm;

import dev.millrace.models.TimeGrid;

/** What a forecast is to reach: so many {@code steps} of the grid after the training rows, which are its first ones. */
public record Outlook(TimeGrid grid, int steps) {}
