package dev.millrace.entities;

import static dev.millrace.entities.AttributeType.BOOLEAN;
import static dev.millrace.entities.AttributeType.COUNT;
import static dev.millrace.entities.AttributeType.EMAIL;
import static dev.millrace.entities.AttributeType.ID;
import static dev.millrace.entities.AttributeType.LONG_TEXT;
import static dev.millrace.entities.AttributeType.MONEY;
import static dev.millrace.entities.AttributeType.NUMBER;
import static dev.millrace.entities.AttributeType.OUTCOME;
import static dev.millrace.entities.AttributeType.SHARE;
import static dev.millrace.entities.AttributeType.TEXT;
import static dev.millrace.entities.AttributeType.TEXTS;
import static dev.millrace.entities.AttributeType.TIME;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attributes that have a meaning to Millrace, by type of entity. All others are free. */
final class KnownAttributes {
    private static final Map<EntityType, Map<String, AttributeType>> BY_TYPE = new EnumMap<>(EntityType.class);

    static {
        know(EntityType.CONTACT, Map.of("email", EMAIL, "phone", TEXT, "title", TEXT, "seniority", TEXT));
        know(
                EntityType.COMPANY,
                Map.of(
                        "website", TEXT,
                        "industry", TEXT,
                        "country", TEXT,
                        "employees", COUNT,
                        "annual_revenue", MONEY,
                        "founded", COUNT));
        know(
                EntityType.LEAD,
                Map.ofEntries(
                        Map.entry("email", EMAIL),
                        Map.entry("phone", TEXT),
                        Map.entry("company", TEXT),
                        Map.entry("title", TEXT),
                        Map.entry("source", TEXT),
                        Map.entry("industry", TEXT),
                        Map.entry("country", TEXT),
                        Map.entry("employees", COUNT),
                        Map.entry("annual_revenue", MONEY),
                        Map.entry("budget", MONEY),
                        Map.entry("status", TEXT),
                        Map.entry("needed_by", TIME),
                        Map.entry("converted", BOOLEAN),
                        Map.entry("closed", TIME)));
        know(
                EntityType.DEAL,
                Map.ofEntries(
                        Map.entry("amount", MONEY),
                        Map.entry("stage", TEXT),
                        Map.entry("status", OUTCOME),
                        Map.entry("probability", SHARE),
                        Map.entry("source", TEXT),
                        Map.entry("industry", TEXT),
                        Map.entry("competitor", TEXT),
                        Map.entry("product", TEXT),
                        Map.entry("next_step", TEXT),
                        Map.entry("expected_close", TIME),
                        Map.entry("closed", TIME)));
        know(
                EntityType.ACTIVITY,
                Map.of(
                        "kind", TEXT,
                        "at", TIME,
                        "subject", TEXT,
                        "text", LONG_TEXT,
                        "direction", TEXT,
                        "outcome", TEXT,
                        "done", BOOLEAN));
        know(
                EntityType.PROJECT,
                Map.of("status", TEXT, "start", TIME, "due", TIME, "budget", MONEY, "progress", SHARE));
        know(EntityType.DOCUMENT, Map.of("title", TEXT, "text", LONG_TEXT, "url", TEXT, "kind", TEXT));
        know(
                EntityType.CUSTOMER,
                Map.ofEntries(
                        Map.entry("email", EMAIL),
                        Map.entry("phone", TEXT),
                        Map.entry("industry", TEXT),
                        Map.entry("country", TEXT),
                        Map.entry("plan", TEXT),
                        Map.entry("since", TIME),
                        Map.entry("employees", COUNT),
                        Map.entry("monthly_revenue", MONEY),
                        Map.entry("satisfaction", NUMBER),
                        Map.entry("open_tickets", COUNT),
                        Map.entry("last_active", TIME),
                        Map.entry("churned", BOOLEAN)));
    }

    private KnownAttributes() {}

    private static void know(EntityType type, Map<String, AttributeType> own) {
        Map<String, AttributeType> all = new TreeMap<>(own);
        for (EntityType other : EntityType.values()) {
            all.put(other.reference(), ID);
        }
        all.put("name", TEXT);
        all.put("description", LONG_TEXT);
        all.put("notes", LONG_TEXT);
        all.put("tags", TEXTS);
        all.put("created", TIME);
        all.put("synthetic", BOOLEAN);
        BY_TYPE.put(type, Collections.unmodifiableMap(all));
    }

    static Optional<AttributeType> of(EntityType type, String name) {
        return Optional.ofNullable(BY_TYPE.getOrDefault(type, Map.of()).get(name));
    }

    /** Sorted by name. */
    static Map<String, AttributeType> of(EntityType type) {
        return BY_TYPE.getOrDefault(type, Map.of());
    }
}
