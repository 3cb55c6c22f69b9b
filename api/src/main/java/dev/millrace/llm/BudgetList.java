package dev.millrace.llm;

import java.util.List;

/** All budgets but those of single runs, in the order of their scopes. */
record BudgetList(List<BudgetView> items) {}
