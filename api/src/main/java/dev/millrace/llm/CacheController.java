package dev.millrace.llm;

import dev.millrace.llm.cache.AnswerCache;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The workspace's earlier answers, which stand in for new ones where calls allow it. */
@Tag(name = "Language models")
@RestController
@RequestMapping("/api/v1/llm/cache")
final class CacheController {
    private final AnswerCache cache;

    CacheController(AnswerCache cache) {
        this.cache = cache;
    }

    @Operation(summary = "See how the cache does")
    @GetMapping("/stats")
    CacheStatsView statistics(Caller caller) {
        return CacheStatsView.of(cache.statistics(caller.tenant()));
    }

    @Operation(summary = "Delete cached answers", description = "They are not given again by any process.")
    @ApiResponse(responseCode = "200", description = "How many answers were found here and in Redis.")
    @ApiResponse(responseCode = "422", description = "The pattern is empty or too long.")
    @Requires(Role.ADMIN)
    @DeleteMapping
    Deleted delete(
            Caller caller,
            @Parameter(
                            description =
                                    "Of the model that was asked, a colon and a hash; * is any text. All when null.",
                            example = "openai/*")
                    @RequestParam(required = false)
                    @Nullable
                    String pattern) {
        return new Deleted(cache.delete(caller.tenant(), pattern == null ? "*" : pattern));
    }

    /** What is gone. */
    @Schema(name = "DeletedAnswers")
    record Deleted(int deleted) {}

    /** How often the cache had an answer. */
    @Schema(name = "CacheStatistics")
    record CacheStatsView(
            @Schema(description = "Calls in the last 24 hours that an earlier answer was given to, by any process.")
            long hits,

            @Schema(description = "Calls in the last 24 hours that might have had one, but went to a provider.")
            long misses,

            @Schema(description = "Answers that this process has kept since it started.")
            long sets,

            @Schema(description = "Answers that this process has deleted since it started.")
            long deletes,

            @Schema(description = "How often Redis has failed this process since it started.")
            long errors,

            @Schema(description = "The share of hits, from 0 to 1; 0 without calls.")
            double hitRate,

            @Schema(description = "Answers of the workspace in this process's memory.")
            long localCacheSize,

            @Schema(description = "The most answers, of all workspaces, in this process's memory.")
            int localCacheLimit,

            boolean redisConnected) {
        private static CacheStatsView of(AnswerCache.Statistics found) {
            long calls = found.hits() + found.misses();
            return new CacheStatsView(
                    found.hits(),
                    found.misses(),
                    found.sets(),
                    found.deletes(),
                    found.errors(),
                    calls == 0 ? 0 : (double) found.hits() / calls,
                    found.localSize(),
                    found.localLimit(),
                    found.redisConnected());
        }
    }
}
