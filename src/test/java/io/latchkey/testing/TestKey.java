package io.latchkey.testing;

/**
 * A key that a test has made.
 *
 * @param number its number in its organisation
 * @param key the key in clear
 */
public record TestKey(long number, String key) {

    /** Where the key is managed. */
    public String path() {
        return "/manage/v1/keys/" + number;
    }
}
