package io.latchkey.profile;

/** What an installation is for, as {@code latchkey.profile} says. */
public enum Profile {

    /** Starts without any setting, on a developer's machine. */
    DEVELOPMENT("development"),

    /** Refuses what is safe only on a developer's machine. */
    PRODUCTION("production");

    /** The property that contains the profile's name. */
    public static final String PROPERTY = "latchkey.profile";

    private final String value;

    Profile(String value) {
        this.value = value;
    }

    /**
     * Returns the profile with the name. There is no profile for other names: a misspelt "production" must not
     * permit what only development does.
     *
     * @throws IllegalArgumentException if the name is neither {@code development} nor {@code production}
     */
    public static Profile of(String name) {
        for (Profile profile : values()) {
            if (profile.value.equals(name)) {
                return profile;
            }
        }
        throw new IllegalArgumentException(PROPERTY + " must be development or production");
    }
}
