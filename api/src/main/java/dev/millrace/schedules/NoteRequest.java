package dev.millrace.schedules;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why somebody pauses or resumes a schedule. */
@Schema(name = "ScheduleNote")
record NoteRequest(
        @Schema(description = "Your own words, up to 500 characters.", example = "the source is being moved") @Nullable
        String note) {
    static final NoteRequest NONE = new NoteRequest(null);

    private static final int LONGEST = 500;

    NoteRequest {
        check(note);
    }

    static void check(@Nullable String note) {
        if (note != null && (note.length() > LONGEST || note.indexOf('\0') >= 0)) {
            throw Problem.invalid("/note", "note is up to 500 characters, U+0000 not among them");
        }
    }
}
