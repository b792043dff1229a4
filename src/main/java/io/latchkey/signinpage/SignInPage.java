package io.latchkey.signinpage;

import io.latchkey.limit.TooManyAttempts;
import io.latchkey.openid.OpenIdSettings;
import io.latchkey.organisation.AccountUser;
import io.latchkey.page.Said;
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

/** Begins a user's session by their name and password. */
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
    private Said said;

    private String name = "";
    private String password = "";
    private String from = "";

    /** Goes on to the page that was wanted, or says that name and password do not fit. */
    public void submit() throws IOException {
        boolean storable = (name + password).chars().noneMatch(Character::isISOControl);
        char[] clear = password.toCharArray();
        Optional<AccountUser> user;
        try {
            user = storable ? passwords.authenticate(name, clear) : Optional.empty();
        } catch (TooManyAttempts guessing) {
            said.inForm("signin.tooMany", guessing.retryAfterSeconds().orElse(1));
            return;
        } catch (ProblemException undecided) {
            said.refused("signIn", "signin", undecided.problem());
            return;
        } finally {
            Arrays.fill(clear, '\0');
        }
        if (user.isEmpty()) {
            said.inForm("signin.wrong");
            return;
        }
        session.begin(request, user.get().id(), user.get().passwordSetAt());
        log.signedIn(user.get().name(), "password");
        FacesContext.getCurrentInstance().getExternalContext().redirect(request.getContextPath() + Target.of(from));
    }

    /** Says why the provider's way led nowhere, if the browser comes from there. */
    public void load() {
        String failed = request.getParameter(OpenIdServlet.FAILED);
        if (failed != null) {
            said.inForm(failed.equals("nobody") ? "signin.openid.nobody" : "signin.openid.failed");
        }
    }

    /** The name of the OpenID Connect provider; empty without one. */
    public String getProvider() {
        return openId.isOn() ? openId.name() : "";
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name;
    }

    /** Nothing: a password is never sent back. */
    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password == null ? "" : password;
    }

    /** The path to go on to; from the address first, then from the form. */
    public String getFrom() {
        String wanted = request.getParameter(SessionAuthentication.FROM);
        return wanted == null ? from : wanted;
    }

    /** The same as a part of an address. */
    public String getEncodedFrom() {
        return URLEncoder.encode(getFrom(), StandardCharsets.UTF_8);
    }

    public void setFrom(String from) {
        this.from = from == null ? "" : from;
    }
}
