package dev.millrace.llm;

import dev.millrace.llm.provider.ProviderSpec;
import java.util.Map;

/** What a tenant has set up for itself, each by its name. */
record TenantSetup(Map<String, ProviderSpec> providers, Map<String, Route> routes) {}
