package dev.millrace.security.sql;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The process that runs a user's SQL in a DuckDB of its own: statements come on its standard input, what they give or how
 * they fail goes to its standard output. It ends when its input does, whatever it is doing then.
 */
public final class SandboxMain {
    private static final int LONGEST_MESSAGE = 10_000;

    private SandboxMain() {}

    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        LinkedBlockingQueue<String> statements = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().start(() -> read(statements));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            while (true) {
                answer(connection, statements.take(), out);
                out.flush();
            }
        }
    }

    private static void read(LinkedBlockingQueue<String> statements) {
        try (DataInputStream in = new DataInputStream(System.in)) {
            while (true) {
                statements.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
            }
        } catch (EOFException ended) {
            Runtime.getRuntime().halt(0);
        } catch (IOException broken) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void answer(Connection connection, String sql, DataOutputStream out) throws IOException {
        try (Statement statement = connection.createStatement()) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            write(statement.execute(sql) ? statement.getResultSet() : null, new DataOutputStream(rows));
            out.writeBoolean(true);
            rows.writeTo(out);
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            out.writeBoolean(false);
            write(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)), out);
        }
    }

    /** The number of columns, then for each row a 1 and its values, then a 0. */
    private static void write(@Nullable ResultSet rows, DataOutputStream out) throws SQLException, IOException {
        int columns = rows == null ? 0 : rows.getMetaData().getColumnCount();
        out.writeInt(columns);
        while (rows != null && rows.next()) {
            out.writeBoolean(true);
            for (int column = 1; column <= columns; column++) {
                write(rows.getString(column), out);
            }
        }
        out.writeBoolean(false);
    }

    private static void write(@Nullable String text, DataOutputStream out) throws IOException {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text == null ? -1 : bytes.length);
        out.write(bytes);
    }
}
