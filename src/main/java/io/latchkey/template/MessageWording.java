package io.latchkey.template;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Optional;

/** A template's wording in one language. */
@Entity
@Table(name = "message_wording")
@IdClass(WordingId.class)
public class MessageWording {

    /** The language key of the base wording, with which the template was created. */
    static final String BASE = "";

    @Id
    @Column(name = "template_id")
    private long templateId;

    @Id
    private String language;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "language_code")
    private String languageCode;

    private String name;

    private String sender;

    private String subject;

    @Column(name = "html_text")
    private String htmlText;

    @Column(name = "raw_html")
    private String rawHtml;

    @Column(name = "amp_html")
    private String ampHtml;

    private String css;

    @Column(name = "plain_text")
    private String plainText;

    @Column(name = "track_urls")
    private boolean trackUrls;

    /** For Jakarta Persistence. */
    protected MessageWording() {}

    MessageWording(MessageTemplate template, String language, Wording wording) {
        this.templateId = template.id();
        this.organisationId = template.organisationId();
        this.language = language;
        replaceWith(wording);
    }

    /** Replaces everything but the language key, under which the wording is stored. */
    final void replaceWith(Wording wording) {
        this.languageCode = wording.languageCode();
        this.name = wording.name();
        this.sender = wording.sender();
        this.subject = wording.subject();
        this.htmlText = wording.htmlText().orElse(null);
        this.rawHtml = wording.rawHtml().orElse(null);
        this.ampHtml = wording.ampHtml().orElse(null);
        this.css = wording.css().orElse(null);
        this.plainText = wording.plainText().orElse(null);
        this.trackUrls = wording.trackUrls();
    }

    boolean isBase() {
        return language.equals(BASE);
    }

    /** Returns the language key; {@link #BASE} for the base wording, whatever its language. */
    String language() {
        return language;
    }

    String languageCode() {
        return languageCode;
    }

    /** Returns the wording as a value. */
    public Wording wording() {
        return new Wording(
                name,
                languageCode,
                sender,
                subject,
                Optional.ofNullable(htmlText),
                Optional.ofNullable(rawHtml),
                Optional.ofNullable(ampHtml),
                Optional.ofNullable(css),
                Optional.ofNullable(plainText),
                trackUrls);
    }
}
