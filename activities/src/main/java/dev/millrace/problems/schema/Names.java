package dev.millrace.problems.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Names in messages: those there are, and the one that was probably meant. */
public final class Names {
    private static final int SHOWN = 30;

    private Names() {}

    public static String allowed(String wrong, Collection<String> allowed) {
        return allowed.isEmpty() ? "nothing is allowed here" : there("allowed are", wrong, allowed);
    }

    /** {@code did you mean train? <are>: train, deploy}. */
    public static String there(String are, String wrong, Collection<String> names) {
        String meant =
                closest(wrong, names).map(name -> "did you mean " + name + "? ").orElse("");
        return meant + are + ": " + (names.isEmpty() ? "none" : list(names));
    }

    public static String list(Collection<String> names) {
        String shown = String.join(", ", names.stream().limit(SHOWN).toList());
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }

    public static Optional<String> closest(String wrong, Collection<String> names) {
        return names.stream()
                .limit(1_000)
                .filter(name -> distance(wrong, name) <= Math.max(1, Math.min(name.length(), wrong.length()) / 3))
                .min(Comparator.comparingInt(name -> distance(wrong, name)));
    }

    /** Optimal string alignment: letters to insert, delete, replace or swap with their neighbour. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 10 || one.length() > 100) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
