package io.latchkey.userpage;

import io.latchkey.json.Patch;
import io.latchkey.limit.TooManyAttempts;
import io.latchkey.organisation.AccountUser;
import io.latchkey.page.SubmittedText;
import io.latchkey.page.UserMessages;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.security.PageSession;
import io.latchkey.user.OwnChange;
import io.latchkey.user.SeenUser;
import io.latchkey.user.UserDocument;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The page on which users change their own address and password, with their current password. */
@Named("profile")
@RequestScoped
public class ProfilePage {

    private static final String FORM = "profileForm";
    private static final String TEXTS = "users";

    @Inject
    private UserPageService service;

    @Inject
    private PageSession session;

    @Inject
    private HttpServletRequest request;

    @Inject
    private UserMessages userMessages;

    private UserDocument own;
    private UserDocument stored;
    private Optional<String> email = Optional.empty();
    private Optional<String> emailBefore = Optional.empty();
    private boolean emailRead;
    private final PasswordField newPassword = new PasswordField(String::isEmpty);
    private String presentPassword = "";

    /**
     * Stores only what the user has changed, unless somebody else has changed the same in the meantime: then the
     * current state is shown. After a new password, begins a new session, since the session of the old password has
     * ended.
     */
    public void save() {
        if (newPassword.askAgainIfLost(FORM, userMessages)) {
            return;
        }
        boolean sameEmail = email.equals(emailBefore);
        OwnChange change = OwnChange.of(
                sameEmail ? Optional.empty() : Optional.of(new Patch<>(email)),
                newPassword.password(),
                presentPassword);
        Optional<AccountUser> changed;
        try {
            changed = service.changeOwn(new SeenUser(emailBefore, getOwn().role()), change);
        } catch (TooManyAttempts guessing) {
            userMessages.atField(
                    FORM + ":presentPassword",
                    "users.tooMany",
                    guessing.retryAfterSeconds().orElse(1));
            newPassword.keep(FORM, userMessages);
            return;
        } catch (StaleVersionException changedMeanwhile) {
            userMessages.inForm("users.stale");
            showAgain();
            newPassword.keep(FORM, userMessages);
            return;
        } catch (ProblemException refused) {
            userMessages.refused(FORM, TEXTS, refused.problem());
            newPassword.keep(FORM, userMessages);
            return;
        }
        if (changed.isEmpty()) {
            return;
        }
        if (newPassword.password().isPresent()) {
            session.begin(request, changed.get().id(), changed.get().passwordSetAt());
        }
        own = UserDocument.of(changed.get());
        emailRead = false;
        newPassword.forget();
        userMessages.done("profile.saved");
    }

    /** Shows the user as somebody else has changed them, and keeps the address that was typed. */
    private void showAgain() {
        stored = service.own();
        own = stored;
        emailBefore = stored.email();
    }

    /** Returns the user as somebody else has changed them in the meantime; null if nobody has. */
    public UserDocument getStored() {
        return stored;
    }

    /** Returns the signed-in user. */
    public UserDocument getOwn() {
        if (own == null) {
            own = service.own();
        }
        return own;
    }

    public String getEmail() {
        return (emailRead ? email : getOwn().email()).orElse("");
    }

    public void setEmail(String email) {
        this.email = Optional.ofNullable(email).map(String::strip);
        this.emailRead = true;
    }

    /** Returns the address as it was shown to the user. */
    public String getEmailBefore() {
        return (emailRead ? emailBefore : getOwn().email()).orElse("");
    }

    public void setEmailBefore(String emailBefore) {
        this.emailBefore = Optional.ofNullable(emailBefore).filter(text -> !text.isEmpty());
    }

    public PasswordField getNewPassword() {
        return newPassword;
    }

    /** Returns an empty text: a password is never sent back. */
    public String getPresentPassword() {
        return "";
    }

    public void setPresentPassword(String presentPassword) {
        this.presentPassword = SubmittedText.orEmpty(presentPassword);
    }
}
