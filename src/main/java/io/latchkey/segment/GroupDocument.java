package io.latchkey.segment;

/**
 * A segment as the API shows it.
 *
 * @param type always {@code Static}: a list whose members are put in and taken out
 */
public record GroupDocument(long id, String name, String type) {

    private static final String STATIC = "Static";

    /** The segment's document. */
    public static GroupDocument of(long id, String name) {
        return new GroupDocument(id, name, STATIC);
    }
}
