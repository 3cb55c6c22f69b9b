package dev.millrace.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.Kill9;
import dev.millrace.standalone.processes.CannotStart;
import dev.millrace.standalone.processes.ChildSpec;
import dev.millrace.standalone.processes.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @TempDir
    Path folder;

    private int port;
    private PostgresServer server;

    @BeforeEach
    void start() {
        port = Ports.anyFree();
        server = PostgresServer.start(config(port), PostgresServerIT::password, line -> {});
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isDurableAndAsksForPasswords() throws SQLException {
        try (Connection app = connect("millrace_app", password("millrace_app"))) {
            assertThat(text(app, "SHOW fsync")).isEqualTo("on");
            assertThat(text(app, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(text(app, "SHOW full_page_writes")).isEqualTo("on");
        }
        assertThatThrownBy(() -> connect("millrace_app", "wrong")).hasMessageContaining("authentication failed");
    }

    @Test
    void givesEachRoleOnlyWhatItNeeds() throws SQLException {
        String powers =
                "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE rolname LIKE 'millrace%%' AND %s";
        try (Connection app = connect("millrace_app", password("millrace_app"))) {
            assertThat(text(app, powers.formatted("rolsuper"))).isNull();
            assertThat(text(app, powers.formatted("rolbypassrls"))).isEqualTo("millrace_keys");
            assertThat(text(app, powers.formatted("rolcanlogin")))
                    .isEqualTo("millrace_app millrace_dispatcher millrace_owner");
            assertThat(text(app, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'millrace'"))
                    .isEqualTo("millrace_owner");
            assertThatThrownBy(() -> text(app, "CREATE TABLE mine (id int)")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void keepsACommitAndItsPortThroughKill9() throws SQLException {
        long killed = server.pid();
        try (Connection owner = connect("millrace_owner", password("millrace_owner"));
                var statement = owner.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        Kill9.process(killed);
        try (Connection again = patiently("millrace_owner")) {
            assertThat(text(again, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(server.pid()).isNotEqualTo(killed);
    }

    @Test
    void stopsWhatAKilledParentLeftBehind() throws Exception {
        server.close();
        ChildSpec spec = PostgresServer.spec(config(port), PostgresBinaries.unpackedUnder(programs()));
        Process orphan = new ProcessBuilder(spec.command())
                .redirectErrorStream(true)
                .redirectOutput(spec.log().toFile())
                .start();
        patiently("millrace_app").close();
        server = PostgresServer.start(config(port), PostgresServerIT::password, line -> {});
        assertThat(orphan.isAlive()).isFalse();
        patiently("millrace_app").close();
    }

    @Test
    void namesTheVariableWhenThePortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var config = new PostgresServer.Config(
                    other.getLocalPort(), programs(), folder.resolve("other"), folder.resolve("other.log"));
            assertThatThrownBy(() -> PostgresServer.start(config, PostgresServerIT::password, line -> {}))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(Integer.toString(other.getLocalPort()))
                    .hasMessageContaining("MILLRACE_POSTGRES_PORT")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    private PostgresServer.Config config(int port) {
        return new PostgresServer.Config(port, programs(), folder.resolve("data"), folder.resolve("postgres.log"));
    }

    private static Path programs() {
        return Path.of("target", "programs").toAbsolutePath();
    }

    private static String password(String role) {
        return "password-of-" + role;
    }

    private Connection connect(String role, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/millrace", role, password);
    }

    private Connection patiently(String role) {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> connect(role, password(role)), Objects::nonNull);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
