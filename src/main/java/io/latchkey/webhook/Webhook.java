package io.latchkey.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;

/** Where an organisation is told what concerns its keys. */
@Entity
@Table(name = "organisation_webhook")
public class Webhook {

    @Id
    @Column(name = "organisation_id")
    private long organisationId;

    private String url;

    @Column(name = "sealed_secret")
    private byte[] sealedSecret;

    @Column(name = "master_version")
    private int masterVersion;

    @Column(name = "changed_at")
    private Instant changedAt;

    /** For Jakarta Persistence. */
    protected Webhook() {}

    Webhook(long organisationId, URI url, byte[] sealedSecret, int masterVersion, Instant now) {
        this.organisationId = organisationId;
        change(url, sealedSecret, masterVersion, now);
    }

    final void change(URI newUrl, byte[] newSealedSecret, int newMasterVersion, Instant now) {
        this.url = newUrl.toString();
        this.sealedSecret = newSealedSecret.clone();
        this.masterVersion = newMasterVersion;
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

    /** The version of the master key that the secret is sealed under. */
    int masterVersion() {
        return masterVersion;
    }

    /** When the address and the secret were set. */
    Instant changedAt() {
        return changedAt;
    }
}
