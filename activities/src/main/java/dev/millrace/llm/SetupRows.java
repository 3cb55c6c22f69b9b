package dev.millrace.llm;

import dev.millrace.llm.provider.ProviderKind;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on a tenant's providers and routes, each within its transaction. */
record SetupRows(JdbcClient jdbc) {
    List<StoredProvider> providers() {
        return jdbc.sql("SELECT * FROM llm_providers ORDER BY name")
                .query(SetupRows::provider)
                .list();
    }

    Map<String, Route> routes() {
        Map<String, Route> routes = new TreeMap<>();
        jdbc.sql("SELECT * FROM llm_routes")
                .query((row, n) -> routes.put(row.getString("name"), route(row)))
                .list();
        return routes;
    }

    void put(TenantId tenant, TenantProvider provider, byte[] key) {
        jdbc.sql("""
                INSERT INTO llm_providers (tenant_id, name, kind, base_url, api_key, max_concurrent, updated_at)
                VALUES (:tenant, :name, :kind, :url, :key, :most, now())
                ON CONFLICT (tenant_id, name) DO UPDATE SET kind = excluded.kind, base_url = excluded.base_url,
                    api_key = excluded.api_key, max_concurrent = excluded.max_concurrent, updated_at = now()
                """)
                .param("tenant", tenant.value())
                .param("name", provider.name())
                .param("kind", provider.kind().name().toLowerCase(Locale.ROOT))
                .param("url", provider.baseUrl())
                .param("key", key)
                .param("most", provider.maxConcurrent())
                .update();
    }

    boolean deleteProvider(String name) {
        return jdbc.sql("DELETE FROM llm_providers WHERE name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    void put(TenantId tenant, String name, Route route) {
        jdbc.sql("""
                INSERT INTO llm_routes (tenant_id, name, links, choice, timeout_ms, updated_at)
                VALUES (:tenant, :name, :links::json, :choice, :timeout, now())
                ON CONFLICT (tenant_id, name) DO UPDATE SET links = excluded.links, choice = excluded.choice,
                    timeout_ms = excluded.timeout_ms, updated_at = now()
                """)
                .param("tenant", tenant.value())
                .param("name", name)
                .param("links", Json.write(route.links()))
                .param("choice", route.choice().name().toLowerCase(Locale.ROOT))
                .param("timeout", route.timeout().toMillis())
                .update();
    }

    boolean deleteRoute(String name) {
        return jdbc.sql("DELETE FROM llm_routes WHERE name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private static StoredProvider provider(ResultSet row, int number) throws SQLException {
        return new StoredProvider(
                row.getString("name"),
                ProviderKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("base_url"),
                row.getBytes("api_key"),
                row.getInt("max_concurrent"));
    }

    private static Route route(ResultSet row) throws SQLException {
        return new Route(
                List.of(Json.read(row.getString("links"), Link[].class)),
                Choice.valueOf(row.getString("choice").toUpperCase(Locale.ROOT)),
                Duration.ofMillis(row.getLong("timeout_ms")));
    }

    /** @param apiKey encrypted; empty where there is none */
    record StoredProvider(String name, ProviderKind kind, String baseUrl, byte[] apiKey, int maxConcurrent) {}
}
