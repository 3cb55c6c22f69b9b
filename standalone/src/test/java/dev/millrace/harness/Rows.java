package dev.millrace.harness;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Looks into the database as its superuser, past row-level security. */
public final class Rows {
    private final JdbcTemplate jdbc;

    private Rows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param applicationUrl names the database; the login is another */
    static Rows of(String applicationUrl, String superuserPassword) {
        URI url = URI.create(applicationUrl);
        String jdbcUrl = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
        return new Rows(new JdbcTemplate(new DriverManagerDataSource(jdbcUrl, "postgres", superuserPassword)));
    }

    boolean answer() {
        try {
            return count("SELECT 1") == 1;
        } catch (DataAccessException down) {
            return false;
        }
    }

    public long count(String sql, Object... parameters) {
        Long count = jdbc.queryForObject(sql, Long.class, parameters);
        return count == null ? 0 : count;
    }

    public List<Map<String, @Nullable Object>> all(String sql, Object... parameters) {
        return jdbc.queryForList(sql, parameters);
    }
}
