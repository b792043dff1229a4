package io.latchkey.userpage;

import io.latchkey.json.Patch;
import io.latchkey.organisation.AccountRole;
import io.latchkey.page.HomeServlet;
import io.latchkey.page.PartingWords;
import io.latchkey.page.RequestNumbers;
import io.latchkey.page.SignedInUser;
import io.latchkey.page.SubmittedText;
import io.latchkey.page.UserMessages;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.security.SessionAuthentication;
import io.latchkey.user.SeenUser;
import io.latchkey.user.UserChange;
import io.latchkey.user.UserDocument;
import io.latchkey.user.UserRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.Optional;
import org.primefaces.PrimeFaces;

/** The dialogs in which an owner adds, changes and removes a user. */
@Named("user")
@RequestScoped
public class UserPage {

    private static final String TEXTS = "users";
    private static final String NEW_FORM = "newUserForm";
    private static final String EDIT_FORM = "editUserForm";

    @Inject
    private UserPageService service;

    @Inject
    private UsersPage list;

    @Inject
    private RequestNumbers numbers;

    @Inject
    private SignedInUser signedInUser;

    @Inject
    private UserMessages userMessages;

    @Inject
    private PartingWords partingWords;

    private long id;
    private String name = "";
    private String email = "";
    private String emailBefore = "";
    private AccountRole role = AccountRole.VIEWER;
    private AccountRole roleBefore = AccountRole.VIEWER;
    private boolean meant;
    private UserDocument stored;
    private final PasswordField newPassword = new PasswordField(String::isBlank);

    /** Opens the dialog for a new user. */
    public void openNew() {
        userMessages.opened();
    }

    /** Reads the user named by the request, for a dialog that is about to be shown. */
    public void open() {
        Optional<UserDocument> found = numbers.find("number").flatMap(service::find);
        if (found.isEmpty()) {
            userMessages.failed("users.gone");
            // The list still shows the user.
            PrimeFaces.current().ajax().update("list:users");
            return;
        }
        UserDocument user = found.get();
        id = user.id();
        name = user.name();
        email = user.email().orElse("");
        emailBefore = email;
        role = user.role();
        roleBefore = role;
        userMessages.opened();
    }

    /** Creates the user, or says at each field what is wrong with it. */
    public void add() {
        UserRequest request = UserRequest.of(name, text(email), newPassword.password(), role);
        boolean lacksPassword = newPassword.askAgainIfLost(NEW_FORM, userMessages);
        if (!userMessages.accepts(NEW_FORM, TEXTS, request) || lacksPassword) {
            refuse(request);
            return;
        }
        try {
            service.create(request);
            list.read();
            userMessages.done("users.added", name);
        } catch (ProblemException refused) {
            userMessages.refused(NEW_FORM, TEXTS, refused.problem());
            refuse(request);
        }
    }

    private void refuse(UserRequest request) {
        service.refusals(request).forEach(problem -> userMessages.refused(NEW_FORM, TEXTS, problem));
        newPassword.keep(NEW_FORM, userMessages);
    }

    /**
     * Stores only what the owner has changed, since somebody else may have changed the rest; or says at each field what
     * is wrong with it.
     */
    public void save() throws IOException {
        UserChange change = UserChange.of(
                email.equals(emailBefore) ? Optional.empty() : Optional.of(new Patch<>(text(email))),
                Optional.of(role).filter(chosen -> chosen != roleBefore),
                newPassword.password());
        boolean lacksPassword = newPassword.askAgainIfLost(EDIT_FORM, userMessages);
        boolean lacksTick = isGivingUp() && !meant;
        if (lacksTick) {
            userMessages.atField(EDIT_FORM + ":meant", "users.own.untick");
        }
        if (lacksPassword || lacksTick) {
            refuse(change);
            return;
        }
        try {
            if (service.change(id, new SeenUser(text(emailBefore), roleBefore), change)
                    .isEmpty()) {
                userMessages.inForm("users.gone");
                return;
            }
            list.read();
            userMessages.done("users.changed", name);
            if (isGivingUp()) {
                leave(HomeServlet.FIRST_PAGE, "users.own.changed", userMessages.text("role." + role));
            }
        } catch (StaleVersionException changedMeanwhile) {
            userMessages.inForm("users.stale");
            service.find(id).ifPresent(this::showAgain);
            newPassword.keep(EDIT_FORM, userMessages);
        } catch (ProblemException refused) {
            userMessages.refused(EDIT_FORM, TEXTS, refused.problem());
            refuse(change);
        }
    }

    /** Shows the user as somebody else has changed them, and keeps what the owner has changed. */
    private void showAgain(UserDocument now) {
        stored = now;
        String emailNow = now.email().orElse("");
        email = email.equals(emailBefore) ? emailNow : email;
        emailBefore = emailNow;
        role = role == roleBefore ? now.role() : role;
        roleBefore = now.role();
    }

    private void refuse(UserChange change) {
        service.refusals(id, change).forEach(problem -> userMessages.refused(EDIT_FORM, TEXTS, problem));
        newPassword.keep(EDIT_FORM, userMessages);
    }

    /** Ends the user's access. */
    public void remove() throws IOException {
        try {
            service.delete(id);
            list.read();
            // Also reported as done if somebody else was faster: the user is gone.
            userMessages.done("users.removed", name);
            if (isOwn()) {
                leave(SessionAuthentication.SIGN_IN, "users.own.removed", name);
            }
        } catch (ProblemException lastOwner) {
            userMessages.refused("removeUserForm", TEXTS, lastOwner.problem());
        }
    }

    /** Returns whether owners change their own role to a lesser one, and lose this page. */
    private boolean isGivingUp() {
        return isOwn() && role != AccountRole.OWNER;
    }

    /** Redirects users who may no longer see this page, and says there what was done. */
    private void leave(String path, String key, Object... values) throws IOException {
        partingWords.say(userMessages.text(key, values));
        ExternalContext faces = FacesContext.getCurrentInstance().getExternalContext();
        faces.redirect(faces.getRequestContextPath() + path);
    }

    private static Optional<String> text(String field) {
        return Optional.of(field).filter(text -> !text.isBlank());
    }

    /**
     * Returns whether the user is the one who is signed in, who changes their address and password elsewhere.
     */
    public boolean isOwn() {
        return id == signedInUser.getUserId();
    }

    /** Returns the user as somebody else has changed them in the meantime; null if nobody has. */
    public UserDocument getStored() {
        return stored;
    }

    public AccountRole[] getRoles() {
        return AccountRole.values();
    }

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = SubmittedText.orEmpty(name);
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = SubmittedText.orEmpty(email).strip();
    }

    /** Returns the address as it was shown to the owner. */
    public String getEmailBefore() {
        return emailBefore;
    }

    public void setEmailBefore(String emailBefore) {
        this.emailBefore = SubmittedText.orEmpty(emailBefore);
    }

    public AccountRole getRole() {
        return role;
    }

    public void setRole(AccountRole role) {
        this.role = role;
    }

    /** Returns the role as it was shown to the owner. */
    public AccountRole getRoleBefore() {
        return roleBefore;
    }

    public void setRoleBefore(AccountRole roleBefore) {
        this.roleBefore = roleBefore;
    }

    /** Returns whether owners who change their own role have confirmed it. */
    public boolean isMeant() {
        return meant;
    }

    public void setMeant(boolean meant) {
        this.meant = meant;
    }

    public PasswordField getNewPassword() {
        return newPassword;
    }
}
