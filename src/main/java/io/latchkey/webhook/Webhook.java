package io.latchkey.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The webhook that notifies an organisation of events concerning its keys. */
@Entity
@Table(name = "organisation_webhook")
public class Webhook {

    @Id
    @Column(name = "organisation_id")
    private long organisationId;

    private String url;

    @Column(name = "sealed_secret")
    private byte[] sealedSecret;

    @Column(name = "master_key_version")
    private int masterKeyVersion;

    @Column(name = "changed_at")
    private Instant changedAt;

    /** For Jakarta Persistence. */
    protected Webhook() {}

    Webhook(long organisationId, URI url, byte[] sealedSecret, int masterKeyVersion, Instant now) {
        this.organisationId = organisationId;
        change(url, sealedSecret, masterKeyVersion, now);
    }

    final void change(URI newUrl, byte[] newSealedSecret, int newMasterKeyVersion, Instant now) {
        this.url = newUrl.toString();
        this.sealedSecret = newSealedSecret.clone();
        this.masterKeyVersion = newMasterKeyVersion;
        this.changedAt = now;
    }

    long organisationId() {
        return organisationId;
    }

    URI url() {
        return URI.create(url);
    }

    byte[] sealedSecret() {
        return sealedSecret.clone();
    }

    /** Returns the version of the master key under which the secret is sealed. */
    int masterKeyVersion() {
        return masterKeyVersion;
    }

    /** Returns a number that differs after each change. */
    long version() {
        return version(changedAt);
    }

    /** Returns the same of a webhook that was changed at the time. */
    static long version(Instant changedAt) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, changedAt);
    }

    /** Returns when the address and the secret were set. */
    Instant changedAt() {
        return changedAt;
    }
}
