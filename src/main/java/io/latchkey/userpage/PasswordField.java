package io.latchkey.userpage;

import io.latchkey.page.Said;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The field of a form for a new password, which may be left empty. A password is never sent back: a form that is shown anew
 * because of another field has this one empty, and remembers that it must not pass for one left so.
 */
public class PasswordField {

    private final Predicate<String> isNone;
    private String typed = "";
    private boolean given;

    /** A field that was left empty when this holds for what is in it. */
    PasswordField(Predicate<String> isNone) {
        this.isNone = isNone;
    }

    /** The password, unless the field was left empty. */
    Optional<String> password() {
        return Optional.of(typed).filter(isNone.negate());
    }

    /** Whether a password was typed before that is not there any more; then that is said in the form. */
    boolean lacks(String form, Said said) {
        boolean lacks = given && password().isEmpty();
        if (lacks) {
            askAgain(form, said);
        }
        return lacks;
    }

    /** Remembers whether a password was typed into the form that is shown anew, and asks for it there. */
    void keep(String form, Said said) {
        given = password().isPresent();
        if (given) {
            askAgain(form, said);
        }
    }

    private static void askAgain(String form, Said said) {
        said.atField(form + ":password", "users.password.again");
    }

    /** Nothing: a password is never sent back. */
    public String getTyped() {
        return "";
    }

    public void setTyped(String typed) {
        this.typed = typed == null ? "" : typed;
    }

    /** Whether a password was typed into the form that was refused. */
    public boolean isGiven() {
        return given;
    }

    public void setGiven(boolean given) {
        this.given = given;
    }
}
