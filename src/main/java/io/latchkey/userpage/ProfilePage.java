package io.latchkey.userpage;

import io.latchkey.json.Patch;
import io.latchkey.limit.TooManyAttempts;
import io.latchkey.organisation.AccountUser;
import io.latchkey.page.SubmittedText;
import io.latchkey.page.UserMessages;
import io.latchkey.problem.ProblemException;
import io.latchkey.security.PageSession;
import io.latchkey.user.OwnChange;
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
    private Optional<String> email = Optional.empty();
    private boolean emailRead;
    private final PasswordField newPassword = new PasswordField(String::isEmpty);
    private String presentPassword = "";

    /**
     * Stores the changes. After a new password, begins a new session, since the session of the old password
     * has ended.
     */
    public void save() {
        if (newPassword.askAgainIfLost(FORM, userMessages)) {
            return;
        }
        boolean sameEmail = email.equals(getOwn().email());
        OwnChange change = OwnChange.of(
                sameEmail ? Optional.empty() : Optional.of(new Patch<>(email)),
                newPassword.password(),
                presentPassword);
        Optional<AccountUser> changed;
        try {
            changed = service.changeOwn(change);
        } catch (TooManyAttempts guessing) {
            userMessages.atField(
                    FORM + ":presentPassword",
                    "users.tooMany",
                    guessing.retryAfterSeconds().orElse(1));
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
        newPassword.forget();
        userMessages.done("profile.saved");
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
