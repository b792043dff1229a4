package io.latchkey.userpage;

import io.latchkey.page.SubmittedText;
import io.latchkey.page.UserMessages;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A form's field for a new password, which may be left empty. A password is never sent back: if the form is
 * shown again because of another field, this one is empty, and remembers that it must not be taken for one
 * that was left empty.
 */
public class PasswordField {

    private final Predicate<String> isNone;
    private String typed = "";
    private boolean given;

    /** Creates a field that counts as left empty if the predicate is true for its text. */
    PasswordField(Predicate<String> isNone) {
        this.isNone = isNone;
    }

    /** Returns the password, unless the field was left empty. */
    Optional<String> password() {
        return Optional.of(typed).filter(isNone.negate());
    }

    /**
     * Returns whether a password that was typed before is no longer there; if so, the form asks for it again.
     */
    boolean askAgainIfLost(String form, UserMessages userMessages) {
        boolean lacks = given && password().isEmpty();
        if (lacks) {
            askAgain(form, userMessages);
        }
        return lacks;
    }

    /** Remembers that a password was typed into the form that is shown again, if it was, and asks for it there. */
    void keep(String form, UserMessages userMessages) {
        given |= password().isPresent();
        if (given) {
            askAgain(form, userMessages);
        }
    }

    /** Forgets the password, which has been stored. */
    void forget() {
        typed = "";
        given = false;
    }

    private static void askAgain(String form, UserMessages userMessages) {
        userMessages.atField(form + ":password", "users.password.again");
    }

    /** Returns an empty text: a password is never sent back. */
    public String getTyped() {
        return "";
    }

    public void setTyped(String typed) {
        this.typed = SubmittedText.orEmpty(typed);
    }

    /** Returns whether a password was typed into the form that was refused. */
    public boolean isGiven() {
        return given;
    }

    public void setGiven(boolean given) {
        this.given = given;
    }
}
