package dev.millrace.llm.cache;

import dev.millrace.tenancy.TenantId;

/** Where an answer is kept: {@code name} is the model that was asked, a colon, and a hash of tenant and question. */
record CacheKey(TenantId tenant, String name) {}
