package io.latchkey.page;

import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.organisation.Organisation;
import io.latchkey.organisation.Organisations;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;

/** The signed-in user, as shown in the top bar. */
@Named("signedInUser")
@RequestScoped
public class SignedInUser {

    @Inject
    private CallingUser user;

    @Inject
    private Organisations organisations;

    public String getName() {
        return user.get().getName();
    }

    /** Returns the first character of the name, which may consist of two of Java's, in upper case. */
    public String getInitial() {
        String name = getName();
        return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    public long getUserId() {
        return user.get().userId();
    }

    public AccountRole getRole() {
        AccountPrincipal principal = user.get();
        return principal.role();
    }

    /** Returns the name of the user's organisation; empty if it no longer exists. */
    public String getOrganisation() {
        return organisations.find(user.organisationId()).map(Organisation::name).orElse("");
    }

    public boolean isOwner() {
        return getRole() == AccountRole.OWNER;
    }

    /** Returns whether the user is an owner of the organisation with which the installation began. */
    public boolean isInstallationOwner() {
        return isOwner() && organisations.isFirst(user.organisationId());
    }

    /**
     * Returns whether pages offer the user what only owners and managers may do; the restriction itself is
     * enforced by {@link UserRoles}.
     */
    public boolean isManager() {
        return getRole() != AccountRole.VIEWER;
    }
}
