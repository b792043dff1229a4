package io.latchkey.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** A person of an organisation, who manages its keys. */
@Entity
@Table(name = "account_user")
public class AccountUser {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_user_seq")
    @SequenceGenerator(name = "account_user_seq", sequenceName = "account_user_seq", allocationSize = 50)
    private long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "organisation_id")
    private Organisation organisation;

    private String name;

    private String email;

    // What the address is found by.
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

    // Queries alone read it.
    @SuppressWarnings("UnusedVariable")
    @Column(name = "deleted_at")
    private Instant deletedAt;

    /** For Jakarta Persistence. */
    protected AccountUser() {}

    /** A new user; the hash is one of {@link PasswordHash}. */
    public AccountUser(
            Organisation organisation, String name, String passwordHash, AccountRole role, Instant createdAt) {
        this.organisation = organisation;
        this.name = name;
        this.passwordHash = passwordHash;
        this.role = role;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public Organisation organisation() {
        return organisation;
    }

    /** The name to sign in with; unique among the users of all organisations. */
    public String name() {
        return name;
    }

    String passwordHash() {
        return passwordHash;
    }

    /** Whether the password is the one that the same user had when read then; it may have been hashed anew since. */
    public boolean hasPasswordOf(AccountUser then) {
        return passwordSetAt().equals(then.passwordSetAt());
    }

    /** Whether the user can sign in with a password. */
    public boolean hasPassword() {
        return !passwordHash.equals(PasswordHash.NONE);
    }

    public AccountRole role() {
        return role;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Where notices for the user go; unique among the users of all organisations, whatever its case. */
    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    /** When the password was set anew, if it ever was. */
    public Optional<Instant> passwordChangedAt() {
        return Optional.ofNullable(passwordChangedAt);
    }

    /**
     * When the present password, or that there is none, became so. Each password has another such time, by which a session is
     * bound to the one that it began with: no clock decides which of the two was earlier.
     */
    public Instant passwordSetAt() {
        return passwordChangedAt == null ? createdAt : passwordChangedAt;
    }

    /** Gives the user another address, or none. */
    public void writeTo(Optional<String> newEmail) {
        this.email = newEmail.orElse(null);
        this.emailKey = newEmail.map(AccountUser::emailKey).orElse(null);
    }

    /** Gives the user another role. */
    public void act(AccountRole newRole) {
        this.role = newRole;
    }

    /** Gives the user another password; the hash is one of {@link PasswordHash}. */
    public void signInWith(String newPasswordHash, Instant now) {
        // Exactly as the database will have it, and never twice the same, whatever the clocks of the nodes say.
        Instant next = passwordSetAt().plus(1, ChronoUnit.MICROS);
        Instant changedAt = (now.isAfter(next) ? now : next).truncatedTo(ChronoUnit.MICROS);
        this.passwordHash = newPasswordHash;
        this.passwordChangedAt = changedAt;
    }

    /** The same password is kept by another hash. */
    void keepBy(String otherPasswordHash) {
        this.passwordHash = otherPasswordHash;
    }

    /** The user is one no more. What they made keeps their name; nothing else is kept of them. */
    public void delete(Instant now) {
        this.deletedAt = now;
        writeTo(Optional.empty());
        this.passwordHash = PasswordHash.NONE;
    }

    /** An address as it is compared with others. */
    public static String emailKey(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
