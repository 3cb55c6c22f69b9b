package dev.millrace.llm;

import dev.millrace.http.ETags;
import dev.millrace.llm.spending.Budget;
import dev.millrace.llm.spending.BudgetScope;
import dev.millrace.llm.spending.Budgets;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the workspace may spend on language models. A scope may have slashes, as {@code model:openai/gpt-5-mini} has. */
@Tag(name = "Language models")
@RestController
@RequestMapping("/api/v1/llm/budgets")
final class BudgetsController {
    private final Budgets budgets;

    BudgetsController(Budgets budgets) {
        this.budgets = budgets;
    }

    @Operation(summary = "List budgets and where they stand", description = "Without those of single runs.")
    @GetMapping
    BudgetList list(Caller caller) {
        return new BudgetList(
                budgets.list(caller.tenant()).stream().map(BudgetView::of).toList());
    }

    @Operation(summary = "Get a budget and where it stands")
    @ApiResponse(responseCode = "200", description = "The budget; its ETag changes with it and with what is spent.")
    @ApiResponse(responseCode = "304", description = "The budget is as the ETag in If-None-Match says.")
    @GetMapping("/{*scope}")
    ResponseEntity<BudgetView> get(
            Caller caller,
            @PathVariable String scope,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        Budget budget = budgets.get(caller.tenant(), scope(scope));
        return ETags.answer(ifNoneMatch, revision(budget), BudgetView.of(budget));
    }

    @Operation(
            summary = "Set a budget",
            description = "What the period has cost already counts. A raised hard limit lets waiting runs go on.")
    @ApiResponse(responseCode = "200", description = "The budget as it is now.")
    @ApiResponse(responseCode = "201", description = "The budget, which is new.")
    @ApiResponse(responseCode = "412", description = "The budget is not at the version that If-Match names.")
    @ApiResponse(responseCode = "422", description = "The limits are out of range, or the scope is none.")
    @Requires(Role.ADMIN)
    @PutMapping("/{*scope}")
    ResponseEntity<BudgetView> put(
            Caller caller,
            @PathVariable String scope,
            @RequestBody BudgetRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        AtomicBoolean isNew = new AtomicBoolean();
        Budget budget = budgets.put(caller.tenant(), scope(scope), request.limits(), caller.actor(), before -> {
            isNew.set(before.isEmpty());
            require(ifMatch, before);
        });
        return ResponseEntity.status(isNew.get() ? 201 : 200)
                .eTag(ETags.of(revision(budget)))
                .body(BudgetView.of(budget));
    }

    @Operation(summary = "Delete a budget", description = "Nothing is limited by it any more.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(responseCode = "412", description = "The budget is not at the version that If-Match names.")
    @Requires(Role.ADMIN)
    @DeleteMapping("/{*scope}")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable String scope,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        budgets.delete(caller.tenant(), scope(scope), before -> require(ifMatch, Optional.of(before)));
        return ResponseEntity.noContent().build();
    }

    /** A path's remainder begins with a slash. */
    private static BudgetScope scope(String path) {
        return new BudgetScope(path.substring(1));
    }

    /** What is spent changes with every call, the budget with every PUT: the tag has both, and a change asks for the second. */
    private static String revision(Budget budget) {
        return budget.revision() + "." + ETags.fingerprint(BudgetView.of(budget));
    }

    private static void require(@Nullable String ifMatch, Optional<Budget> before) {
        if (ifMatch != null && before.isEmpty()) {
            throw new Problem(ProblemType.PRECONDITION_FAILED, "there is no such budget yet");
        }
        before.ifPresent(budget ->
                ETags.require(ifMatch == null ? null : ifMatch.replaceAll("\\.[0-9a-f]+\"", "\""), budget.revision()));
    }
}
