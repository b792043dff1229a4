package io.latchkey.setting;

/**
 * Reads settings that are either on or off. MicroProfile Config would take every word that it does not know, even a
 * misspelt one, for {@code false}.
 */
public final class TrueOrFalse {

    private TrueOrFalse() {}

    /**
     * Returns the value of the setting.
     *
     * @throws IllegalArgumentException if it is neither {@code true} nor {@code false}, in upper or lower case; names the
     *     setting
     */
    public static boolean require(String setting, String value) {
        String word = value.strip();
        if (!word.equalsIgnoreCase("true") && !word.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(setting + " must be true or false");
        }
        return word.equalsIgnoreCase("true");
    }
}
