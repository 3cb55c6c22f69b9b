package dev.millrace.security.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What DuckDB said against a view of the user's SQL, whose first line is the view's second. */
record DuckDbMessage(String text) {
    private static final Pattern LINE = Pattern.compile("(?m)^LINE (\\d+):");
    private static final int LONGEST = 2_000;

    /** In terms of the user's own text: lines counted from its first, and no path of this machine. */
    String forUsers(Path scratch, List<SqlTable> tables) {
        String said = text;
        for (SqlTable table : tables) {
            said = said.replace(table.parquet().toString(), table.name());
        }
        said = said.replace(scratch.toString(), "");
        said = LINE.matcher(said).replaceAll(found -> "LINE " + Math.max(1, Long.parseLong(found.group(1)) - 1) + ":");
        return said.substring(0, Math.min(said.length(), LONGEST)).strip();
    }
}
