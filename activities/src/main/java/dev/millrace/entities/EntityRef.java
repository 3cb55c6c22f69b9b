package dev.millrace.entities;

import dev.millrace.problems.Problem;

/** Names one entity: its type, and the client's own id, 1 to 200 printable characters that a URL's path can hold. */
public record EntityRef(EntityType type, String id) {
    private static final int LONGEST = 200;
    /** What servers and proxies refuse in a path, encoded or not. */
    private static final String NEVER = "/\\;%";

    /** @throws Problem 422 when the id is none */
    public EntityRef {
        if (!isId(id)) {
            throw Problem.invalid(
                    "/id",
                    "an id has 1 to 200 printable characters, no space at either end, none of " + NEVER
                            + " and is neither . nor ..");
        }
    }

    static boolean isId(String id) {
        return !id.isEmpty()
                && id.codePointCount(0, id.length()) <= LONGEST
                && !id.equals(".")
                && !id.equals("..")
                && id.strip().equals(id)
                && id.codePoints().allMatch(EntityRef::printable);
    }

    private static boolean printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> NEVER.indexOf(character) < 0;
        };
    }

    @Override
    public String toString() {
        return type.word() + "/" + id;
    }
}
