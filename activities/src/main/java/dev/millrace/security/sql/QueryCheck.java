package dev.millrace.security.sql;

import dev.millrace.problems.Problem;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Looks through a statement as DuckDB has parsed it (what {@code json_serialize_sql} gives): it has to be one query, over
 * the tables given and nothing else.
 */
final class QueryCheck {
    /** The sources of rows that read nothing but what they are given. */
    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree");

    private static final Set<String> SOURCES =
            Set.of("BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "PIVOT", "EMPTY");

    /** The others write: a common table expression may also be an INSERT, UPDATE, DELETE or COPY. */
    private static final Set<String> QUERIES =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");

    /** They tell of the machine, or of how a query is run; and sleep. */
    private static final Set<String> CLOSED_FUNCTIONS = Set.of(
            "current_setting", "current_query", "getvariable", "write_log", "sleep_ms", "json_serialize_plan", "stats");

    private static final Pattern CLOSED = Pattern.compile("(pg|inet|duckdb|pragma|sqlite|has)_.*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_ ]*");

    private final Set<String> known = new HashSet<>();
    private final String tables;

    private QueryCheck(List<SqlTable> tables) {
        tables.forEach(table -> known.add(lower(table.name())));
        this.tables = tables.isEmpty()
                ? "it is given none"
                : "it is given " + tables.stream().map(SqlTable::name).collect(Collectors.joining(", "));
    }

    /** @throws Problem when the statement is anything else */
    static void check(String sql, JsonNode parsed, List<SqlTable> tables) {
        if (parsed.path("error").asBoolean()) {
            throw unreadable(sql, parsed);
        }
        if (parsed.path("statements").size() != 1) {
            throw refused("sql is one SELECT statement, not "
                    + parsed.path("statements").size());
        }
        QueryCheck check = new QueryCheck(tables);
        check.collect(parsed);
        check.look(parsed);
    }

    private static Problem unreadable(String sql, JsonNode error) {
        String message = error.path("error_message").asString();
        if (!error.path("error_type").asString().equals("parser")) {
            return refused("sql is one SELECT statement without parameters, in which PIVOT names its values"
                    + " (PIVOT t ON c IN ('a', 'b') USING …): " + message);
        }
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        int position = Math.clamp(error.path("position").asInt(0), 0, bytes.length);
        long line = new String(bytes, 0, position, StandardCharsets.UTF_8)
                        .chars()
                        .filter(character -> character == '\n')
                        .count()
                + 1;
        return refused("line " + line + ": " + message);
    }

    /** Names of common table expressions; one that reads as nothing else cannot stand for anything else. */
    private void collect(JsonNode node) {
        node.path("cte_map").path("map").forEach(entry -> {
            String name = lower(entry.path("key").asString());
            if (!NAME.matcher(name).matches() || CLOSED.matcher(name).matches()) {
                throw refused("WITH names a table of letters, digits and _ that does not begin as DuckDB's own do, not "
                        + name);
            }
            known.add(name);
        });
        node.forEach(this::collect);
    }

    private void look(JsonNode node) {
        String type = node.path("type").asString("");
        if (type.endsWith("_NODE") && !QUERIES.contains(type)) {
            throw refused("sql is one SELECT statement, and so is everything in its WITH");
        }
        if (node.has("class")) {
            requireOpenFunction(lower(node.path("function_name").asString("")));
        } else if (node.has("type") && node.has("alias") && node.has("sample")) {
            requireSource(node);
        }
        node.forEach(this::look);
    }

    private void requireSource(JsonNode source) {
        String type = source.path("type").asString();
        if (!SOURCES.contains(type)) {
            throw refused("sql is one SELECT statement over its tables, without " + type);
        }
        if (type.equals("BASE_TABLE")) {
            JsonNode path = source.path("qualified_name").path("path");
            String name = source.path("table_name").asString();
            if (path.size() != 1 || !known.contains(lower(name))) {
                throw refused("sql reads no table " + name + "; " + tables);
            }
        }
        if (type.equals("TABLE_FUNCTION")) {
            String name = source.path("function").path("function_name").asString();
            if (!TABLE_FUNCTIONS.contains(lower(name))) {
                throw refused("sql may not read from " + name + "(); " + tables + ", and the functions "
                        + TABLE_FUNCTIONS.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private static void requireOpenFunction(String function) {
        if (CLOSED_FUNCTIONS.contains(function) || CLOSED.matcher(function).matches()) {
            throw refused("sql may not use the function " + function);
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Problem refused(String detail) {
        return Problem.invalid("/sql", detail);
    }
}
