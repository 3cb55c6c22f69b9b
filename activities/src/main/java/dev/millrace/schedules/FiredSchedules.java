package dev.millrace.schedules;

import dev.millrace.problems.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The schedules that Temporal fires. Every method throws a {@link Problem} UNAVAILABLE when Temporal does not answer in time. */
interface FiredSchedules {
    /**
     * Makes Temporal's schedule be as this one is.
     *
     * @throws Problem INVALID when Temporal refuses it
     */
    void put(Schedule schedule);

    /** Makes there be none. */
    void remove(Schedule schedule);

    boolean has(Schedule schedule);

    /** The next times, if Temporal has the schedule. */
    Optional<List<Instant>> next(Schedule schedule);
}
