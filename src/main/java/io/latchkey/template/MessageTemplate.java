package io.latchkey.template;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A message prepared for many recipients; its texts are in its {@link MessageWording}s. */
@Entity
@Table(name = "message_template")
public class MessageTemplate {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "message_template_seq")
    @SequenceGenerator(name = "message_template_seq", sequenceName = "message_template_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private String name;

    @Convert(converter = LinesConverter.class)
    private List<String> tags;

    @Column(name = "subscriptions_keys")
    @Convert(converter = LinesConverter.class)
    private List<String> subscriptionsKeys;

    @Column(name = "search_text")
    private String searchText;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    /** For Jakarta Persistence. */
    protected MessageTemplate() {}

    MessageTemplate(long organisationId, Channel channel, Labels labels, Instant createdAt) {
        this.organisationId = organisationId;
        this.channel = channel;
        this.createdAt = createdAt;
        label(labels);
    }

    final void label(Labels labels) {
        this.name = labels.name();
        this.tags = labels.tags();
        this.subscriptionsKeys = labels.subscriptionsKeys();
        this.searchText = (labels.name() + "\n" + String.join("\n", labels.tags())).toLowerCase(Locale.ROOT);
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    public Channel channel() {
        return channel;
    }

    /** Returns the template's name and categories. */
    public Labels labels() {
        return new Labels(name, tags, subscriptionsKeys);
    }
}
