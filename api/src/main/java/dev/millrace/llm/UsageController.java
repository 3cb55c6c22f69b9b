package dev.millrace.llm;

import dev.millrace.llm.spending.UsageGroup;
import dev.millrace.llm.spending.UsageReport;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What calls to language models used and cost. */
@Tag(name = "Language models")
@RestController
@RequestMapping("/api/v1/llm/usage")
final class UsageController {
    private static final Duration DEFAULT = Duration.ofDays(30);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    private final UsageReport report;
    private final Clock clock;

    UsageController(UsageReport report, Clock clock) {
        this.report = report;
        this.clock = clock;
    }

    @Operation(
            summary = "Add up the use of language models",
            description = "Of all calls, also refused, failed and cached ones.")
    @ApiResponse(responseCode = "200", description = "The groups of calls, and what they cost together.")
    @ApiResponse(responseCode = "422", description = "from is not before to.")
    @GetMapping
    UsageView usage(
            Caller caller,
            @Parameter(description = "What is added up by.") @RequestParam(name = "group_by", defaultValue = "day")
                    UsageGroup groupBy,
            @Parameter(description = "Calls from this time on; 30 days before to when null.")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "Calls before this time; now when null.") @RequestParam(required = false) @Nullable
                    Instant to) {
        Instant end = to == null ? clock.instant() : to;
        Instant start = from == null ? end.minus(DEFAULT) : from;
        if (!start.isBefore(end) || start.isBefore(EARLIEST) || end.isAfter(LATEST)) {
            throw Problem.invalid("from", "from is before to, and both are between the years 2000 and 3000");
        }
        return UsageView.of(groupBy, start, end, report.of(caller.tenant(), groupBy, start, end));
    }
}
