package io.latchkey.page;

import io.latchkey.json.Patch;
import io.latchkey.limit.TooManyAttempts;
import io.latchkey.organisation.AccountUser;
import io.latchkey.problem.ProblemException;
import io.latchkey.security.PageSession;
import io.latchkey.user.OwnChange;
import io.latchkey.user.UserDocument;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/** What a user changes of their own: address and password, with the present password. */
@Named("profile")
@RequestScoped
public class ProfilePage {

    private static final String FORM = "profileForm";
    private static final String TEXTS = "users";

    @Inject
    private UserDesk desk;

    @Inject
    private PageSession session;

    @Inject
    private HttpServletRequest request;

    @Inject
    private Said said;

    private UserDocument own;
    private Optional<String> email = Optional.empty();
    private boolean emailRead;
    private String password = "";
    private String presentPassword = "";
    private boolean passwordGiven;

    /** Stores what was changed, and goes on in a session of the new password: the old one's has ended. */
    public void save() throws IOException {
        if (passwordGiven && password.isEmpty()) {
            said.atField(FORM + ":password", "users.password.again");
            return;
        }
        boolean sameEmail = email.equals(getOwn().email());
        OwnChange change = new OwnChange(
                sameEmail ? null : new Patch<>(email), password.isEmpty() ? null : password, presentPassword);
        Optional<AccountUser> changed;
        try {
            changed = desk.changeOwn(change);
        } catch (TooManyAttempts guessing) {
            said.atField(
                    FORM + ":presentPassword",
                    "users.tooMany",
                    guessing.retryAfterSeconds().orElse(1));
            askForPasswordAgain();
            return;
        } catch (ProblemException refused) {
            said.refused(FORM, TEXTS, refused.problem());
            askForPasswordAgain();
            return;
        }
        if (!password.isEmpty() && changed.isPresent()) {
            session.begin(request, changed.get().id(), changed.get().passwordSetAt());
        }
        FacesContext.getCurrentInstance()
                .getExternalContext()
                .redirect(request.getContextPath() + "/settings/profile?saved=1");
    }

    /** The form is shown anew, and a password is never sent back: the empty field must not pass for one left empty. */
    private void askForPasswordAgain() {
        passwordGiven = !password.isEmpty();
        if (passwordGiven) {
            said.atField(FORM + ":password", "users.password.again");
        }
    }

    /** Whether the browser comes from a change that was stored. */
    public boolean isSaved() {
        return request.getMethod().equals("GET") && request.getParameter("saved") != null;
    }

    /** The signed-in user. */
    public UserDocument getOwn() {
        if (own == null) {
            own = desk.own();
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

    /** Nothing: a password is never sent back. */
    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password == null ? "" : password;
    }

    /** Whether another password was typed into the form that was refused. */
    public boolean isPasswordGiven() {
        return passwordGiven;
    }

    public void setPasswordGiven(boolean passwordGiven) {
        this.passwordGiven = passwordGiven;
    }

    /** Nothing either. */
    public String getPresentPassword() {
        return "";
    }

    public void setPresentPassword(String presentPassword) {
        this.presentPassword = presentPassword == null ? "" : presentPassword;
    }
}
