package io.latchkey.segment;

/**
 * A segment as shown by the API.
 *
 * @param type always {@code Static}: a list whose members are added and removed explicitly
 */
public record GroupDocument(long id, String name, String type) {

    private static final String STATIC = "Static";

    /** Returns the segment's document. */
    public static GroupDocument of(long id, String name) {
        return new GroupDocument(id, name, STATIC);
    }
}
