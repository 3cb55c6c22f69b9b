package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The times of a series, one step after the other, counted from 0. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EvenGrid.class, name = "even"),
    @JsonSubTypes.Type(value = MonthGrid.class, name = "months")
})
public sealed interface TimeGrid permits EvenGrid, MonthGrid {
    /** The time of a step, as a time column holds it: a number, or seconds since 1970-01-01T00:00Z. */
    double time(long index);

    /** The step at a time; negative before the first, NaN between two steps. */
    double index(double time);

    /** The time of a step, for people. */
    String text(long index);

    /** How far it is from one step to the next, for people. */
    String stepText();

    /** After how many steps the calendar repeats itself (a day, a week or a year); 1 where it does not. */
    int season();

    /** Whether its times are timestamps that have this part, and more than one value of it. */
    boolean has(TimePart part);
}
