package io.latchkey.signinpage;

import io.latchkey.limit.TooManyAttempts;
import io.latchkey.openid.OpenIdSettings;
import io.latchkey.organisation.AccountUser;
import io.latchkey.page.SubmittedText;
import io.latchkey.page.UserMessages;
import io.latchkey.problem.ProblemException;
import io.latchkey.security.PageSession;
import io.latchkey.security.SessionAuthentication;
import io.latchkey.security.SignInLog;
import io.latchkey.security.UserPasswords;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Begins a user's session by user name and password. */
@Named("signIn")
@RequestScoped
public class SignInPage {

    @Inject
    private UserPasswords passwords;

    @Inject
    private PageSession session;

    @Inject
    private SignInLog log;

    @Inject
    private OpenIdSettings openId;

    @Inject
    private HttpServletRequest request;

    @Inject
    private UserMessages userMessages;

    private String name = "";
    private String password = "";
    private String from = "";
    private boolean refused;

    /** Redirects to the requested page, or shows why the user could not be signed in. */
    public void submit() throws IOException {
        refused = true;
        boolean storable = (name + password).chars().noneMatch(Character::isISOControl);
        char[] clear = password.toCharArray();
        Optional<AccountUser> user;
        try {
            user = storable ? passwords.authenticate(name, clear) : Optional.empty();
        } catch (TooManyAttempts guessing) {
            userMessages.inForm("signin.tooMany", guessing.retryAfterSeconds().orElse(1));
            return;
        } catch (ProblemException undecided) {
            userMessages.refused("signIn", "signin", undecided.problem());
            return;
        } finally {
            Arrays.fill(clear, '\0');
        }
        if (user.isEmpty()) {
            userMessages.inForm("signin.wrong");
            return;
        }
        session.begin(request, user.get().id(), user.get().passwordSetAt());
        log.signedIn(user.get().name(), "password");
        FacesContext.getCurrentInstance().getExternalContext().redirect(request.getContextPath() + Target.of(from));
    }

    /** Shows why the sign-in with the provider failed, or that a session has ended, if the browser comes from there. */
    public void load() {
        if (request.getParameter(SessionAuthentication.ENDED) != null) {
            userMessages.inForm("signin.ended");
        }
        String failed = request.getParameter(OpenIdServlet.FAILED);
        if (failed != null) {
            userMessages.inForm(failed.equals("nobody") ? "signin.openid.nobody" : "signin.openid.failed");
        }
    }

    /**
     * Returns whether the sign-in was refused, so that the password, which is never sent back, has to be typed again.
     */
    public boolean isPasswordNext() {
        return refused && !name.isBlank();
    }

    /** Returns the name of the OpenID Connect provider; empty if there is none. */
    public String getProvider() {
        return openId.isOn() ? openId.name() : "";
    }

    public String getName() {
        return name;
    }

    /** Sets the name without spaces around it, which no user's name has: they were pasted with it. */
    public void setName(String name) {
        this.name = SubmittedText.orEmpty(name).strip();
    }

    /** Returns empty text: a password is never sent back. */
    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = SubmittedText.orEmpty(password);
    }

    /**
     * Returns the path to continue to: the request parameter if there is one, otherwise the value of the
     * form.
     */
    public String getFrom() {
        String wanted = request.getParameter(SessionAuthentication.FROM);
        return wanted == null ? from : wanted;
    }

    /** Returns the same path, encoded for use in a query. */
    public String getEncodedFrom() {
        return URLEncoder.encode(getFrom(), StandardCharsets.UTF_8);
    }

    public void setFrom(String from) {
        this.from = SubmittedText.orEmpty(from);
    }
}
