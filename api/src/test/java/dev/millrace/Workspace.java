package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.Multipart;
import dev.millrace.security.ApiKeys;
import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** A fresh workspace and a client that is an operator in it. */
public record Workspace(TenantId tenant, Http http) {
    /** Forty customers: {@code age} and {@code plan} tell whether they {@code churned}. */
    public static final String CUSTOMERS = csv(40);

    public static Workspace fresh(int port, ApiKeys keys) {
        TenantId tenant = TestDatabase.get().workspace();
        String secret = keys.create(tenant, "test", Role.OPERATOR, null).secret();
        return new Workspace(tenant, new Http(port, secret));
    }

    /** Uploads a CSV text and answers the data set's id. */
    public String upload(String name, String csv) {
        Http.Answer answer = new Multipart()
                .text("name", name)
                .file(csv.getBytes(StandardCharsets.UTF_8))
                .sendTo(http);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().path("id").asString();
    }

    public long jobs() {
        return count("SELECT count(*) FROM jobs");
    }

    public long count(String sql) {
        return TestDatabase.get()
                .transactions()
                .in(
                        tenant,
                        jdbc -> jdbc.sql(sql).query((row, n) -> row.getLong(1)).single());
    }

    private static String csv(int rows) {
        StringBuilder csv = new StringBuilder("age,plan,spend,constant,churned\n");
        IntStream.range(0, rows)
                .forEach(i -> csv.append(20 + i)
                        .append(i % 3 == 0 ? ",pro," : ",basic,")
                        .append(i * 1.5)
                        .append(",1,")
                        .append(i % 2 == 0 ? "yes" : "no")
                        .append('\n'));
        return csv.toString();
    }
}
