package dev.millrace.llm.spending;

/** A pattern in which {@code *} is any text. Takes time in proportion to pattern and text at worst, whatever they are. */
public record Wildcard(String pattern) {
    /** Goes back to the last {@code *} only: what an earlier one could take, the last can. */
    public boolean matches(String text) {
        int at = 0;
        int next = 0;
        int star = -1;
        int begun = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                begun = at;
            } else if (next < pattern.length() && pattern.charAt(next) == text.charAt(at)) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++begun;
            } else {
                return false;
            }
        }
        return pattern.substring(next).chars().allMatch(c -> c == '*');
    }
}
