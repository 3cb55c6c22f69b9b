package dev.millrace.jobs;

import io.temporal.common.SearchAttributeKey;

/** What Temporal's visibility knows of a run. No personal data. */
public final class SearchAttributes {
    public static final SearchAttributeKey<String> TENANT = SearchAttributeKey.forKeyword("MillraceTenant");
    public static final SearchAttributeKey<String> KIND = SearchAttributeKey.forKeyword("MillraceKind");
    public static final SearchAttributeKey<String> STATUS = SearchAttributeKey.forKeyword("MillraceStatus");
    public static final SearchAttributeKey<String> MODEL = SearchAttributeKey.forKeyword("MillraceModel");

    private SearchAttributes() {}
}
