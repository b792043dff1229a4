package io.latchkey.organisation;

import io.latchkey.password.PasswordHash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** A person in an organisation, who manages its keys. */
@Entity
@Table(name = "account_user")
public class AccountUser {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_user_seq")
    @SequenceGenerator(name = "account_user_seq", sequenceName = "account_user_seq", allocationSize = 50)
    private long id;

    // No relation: without weaving, a server would read it with each user.
    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    private String email;

    // The form of the address that queries compare.
    @SuppressWarnings("UnusedVariable")
    @Column(name = "email_key")
    private String emailKey;

    @Column(name = "password_hash")
    private String passwordHash;

    @Enumerated(EnumType.STRING)
    private AccountRole role;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "password_changed_at")
    private Instant passwordChangedAt;

    // Only read by queries.
    @SuppressWarnings("UnusedVariable")
    @Column(name = "deleted_at")
    private Instant deletedAt;

    /** For Jakarta Persistence. */
    protected AccountUser() {}

    /** Creates a user of an organisation that is stored; the hash must be one of {@link PasswordHash}. */
    public AccountUser(
            Organisation organisation, String name, String passwordHash, AccountRole role, Instant createdAt) {
        this.organisationId = organisation.id();
        this.name = name;
        this.passwordHash = passwordHash;
        this.role = role;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    /** Returns the name to sign in with, which is unique among the users of all organisations. */
    public String name() {
        return name;
    }

    String passwordHash() {
        return passwordHash;
    }

    /**
     * Returns whether the password is the one that the same user had when {@code then} was read; it may have
     * been rehashed since.
     */
    public boolean hasPasswordOf(AccountUser then) {
        return passwordSetAt().equals(then.passwordSetAt());
    }

    /** Returns whether the user can sign in with a password. */
    public boolean hasPassword() {
        return !passwordHash.equals(PasswordHash.NONE);
    }

    public AccountRole role() {
        return role;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /**
     * Returns the address for notices to the user, which is unique among the users of all organisations,
     * regardless of case.
     */
    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    /** Returns when the password was last changed, if it ever was. */
    public Optional<Instant> passwordChangedAt() {
        return Optional.ofNullable(passwordChangedAt);
    }

    /**
     * Returns since when the user has had the current password, or has had none. The time is different for
     * each password of a user, and binds a session to the password with which it began; it is only compared
     * for equality, so that no clock decides which of two was earlier.
     */
    public Instant passwordSetAt() {
        return passwordChangedAt == null ? createdAt : passwordChangedAt;
    }

    /** Changes the user's address, or removes it. */
    public void changeEmail(Optional<String> newEmail) {
        this.email = newEmail.orElse(null);
        this.emailKey = newEmail.map(AccountUser::emailKey).orElse(null);
    }

    /** Changes the user's role. */
    public void changeRole(AccountRole newRole) {
        this.role = newRole;
    }

    /** Changes the user's password; the hash must be one of {@link PasswordHash}. */
    public void changePassword(String newPasswordHash, Instant now) {
        // In the precision of the database, and never the same twice, whatever the clocks of the nodes say.
        Instant next = passwordSetAt().plus(1, ChronoUnit.MICROS);
        Instant changedAt = (now.isAfter(next) ? now : next).truncatedTo(ChronoUnit.MICROS);
        this.passwordHash = newPasswordHash;
        this.passwordChangedAt = changedAt;
    }

    /** Replaces the hash of the password, which stays the same. */
    void replaceHash(String otherPasswordHash) {
        this.passwordHash = otherPasswordHash;
    }

    /** Deletes the user: erases the address and the password. The name is kept for what they have created. */
    public void delete(Instant now) {
        this.deletedAt = now;
        changeEmail(Optional.empty());
        this.passwordHash = PasswordHash.NONE;
    }

    /** Returns an address in the form in which it is compared with others. */
    public static String emailKey(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
