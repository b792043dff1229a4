package io.latchkey.outbox;

import io.latchkey.template.Channel;
import io.latchkey.template.EmailHtml;
import io.latchkey.template.Filling;
import io.latchkey.template.LinesConverter;
import io.latchkey.template.Placeholders;
import io.latchkey.template.Template;
import io.latchkey.template.Wording;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of what one request sends, shared by the messages to all its recipients, and by those of later requests
 * that send the same e-mail. {@link ContentStore} stores it.
 */
@Entity
@Table(name = "message_content")
public class MessageContent {

    /** The maximum length of a text message with its values, in characters: some 65 parts of 153. */
    public static final int MAX_SMS = 10_000;

    @Id
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    @Column(name = "template_id")
    private long templateId;

    private String name;

    @Column(name = "language_code")
    private String languageCode;

    private String sender;

    private String subject;

    @Column(name = "html_text")
    private String htmlText;

    @Column(name = "plain_text")
    private String plainText;

    @Convert(converter = LinesConverter.class)
    private List<String> tags;

    private boolean personalised;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Jakarta Persistence. */
    protected MessageContent() {}

    private MessageContent(long organisationId, Channel channel, String sender, List<String> tags, Instant createdAt) {
        this.organisationId = organisationId;
        this.channel = channel;
        this.sender = sender;
        this.tags = List.copyOf(tags);
        this.createdAt = createdAt;
        this.name = "";
        this.languageCode = "";
        this.subject = "";
    }

    /** Creates the content from one wording of a template. The sender may differ from the wording's own. */
    public static MessageContent of(
            long organisationId, Template template, Wording wording, String sender, Instant createdAt) {
        MessageContent content = new MessageContent(
                organisationId, template.channel(), sender, template.labels().tags(), createdAt);
        content.templateId = template.id();
        content.name = wording.name();
        content.languageCode = wording.languageCode();
        content.subject = wording.subject();
        content.htmlText = wording.htmlText()
                .map(html -> EmailHtml.styled(html, wording.css()))
                .orElse(null);
        content.plainText = wording.plainText().orElse(null);
        content.personalised = true;
        return content;
    }

    /** Creates the content of an e-mail without a template. */
    public static MessageContent email(
            long organisationId,
            String sender,
            String subject,
            Optional<String> htmlText,
            Optional<String> plainText,
            List<String> tags,
            boolean personalised,
            Instant createdAt) {
        MessageContent content = new MessageContent(organisationId, Channel.EMAIL, sender, tags, createdAt);
        content.subject = subject;
        content.htmlText = htmlText.orElse(null);
        content.plainText = plainText.orElse(null);
        content.personalised = personalised;
        return content;
    }

    /** Creates the content of a text message without a template. */
    public static MessageContent sms(
            long organisationId, String sender, String text, List<String> tags, Instant createdAt) {
        MessageContent content = new MessageContent(organisationId, Channel.SMS, sender, tags, createdAt);
        content.plainText = text;
        content.personalised = true;
        return content;
    }

    /** Returns the id; 0 if it has not been read from the database. */
    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    public Channel channel() {
        return channel;
    }

    /** Returns the template's id; 0 when the message was sent without one. */
    public long templateId() {
        return templateId;
    }

    /** Returns the template's name; empty when the message was sent without one. */
    public String name() {
        return name;
    }

    public String languageCode() {
        return languageCode;
    }

    public String sender() {
        return sender;
    }

    public List<String> tags() {
        return tags;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Returns the subject before its placeholders are filled in. */
    String subject() {
        return subject;
    }

    Optional<String> htmlText() {
        return Optional.ofNullable(htmlText);
    }

    Optional<String> plainText() {
        return Optional.ofNullable(plainText);
    }

    /** Returns whether there are placeholders to fill in. */
    boolean isPersonalised() {
        return personalised;
    }

    /**
     * Returns a digest of everything but the organisation and the time: equal for what is the same. Empty for a text
     * message, which is short, and of which each request's own is listed with its statistics.
     */
    Optional<String> digest() {
        return channel == Channel.EMAIL ? Optional.of(ContentDigest.of(this)) : Optional.empty();
    }

    /** Returns the subject for one recipient. */
    public String subject(Filling filling) {
        return personalised ? Placeholders.fillLine(subject, filling) : subject;
    }

    public boolean hasText() {
        return plainText != null;
    }

    public boolean hasHtml() {
        return htmlText != null;
    }

    /**
     * Returns the plain text for one recipient; empty when there is none, or it would be longer than 2 million
     * characters or, in a text message, than {@link #MAX_SMS}.
     */
    public Optional<String> text(Filling filling) {
        return Optional.ofNullable(plainText).flatMap(text -> personalised ? filled(text, filling) : Optional.of(text));
    }

    private Optional<String> filled(String text, Filling filling) {
        return channel == Channel.SMS
                ? Placeholders.fillText(text, filling, MAX_SMS)
                : Placeholders.fillText(text, filling);
    }

    /**
     * Returns the HTML for one recipient; empty when there is none or it would be longer than 2 million
     * characters.
     */
    public Optional<String> html(Filling filling) {
        return Optional.ofNullable(htmlText)
                .flatMap(html -> personalised ? Placeholders.fillHtml(html, filling) : Optional.of(html));
    }
}
