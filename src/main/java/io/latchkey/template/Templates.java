package io.latchkey.template;

import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Creates, finds and deletes the templates of the organisations; {@link TemplateWordings} changes what they say.
 */
@Singleton
public class Templates {

    /** The maximum per channel of an organisation, which bounds the cost of a search for part of a name. */
    static final int MAX_TEMPLATES = 10_000;

    private final EntityManager entities;
    private final Clock clock;

    @Inject
    public Templates(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Creates a template and returns its id.
     *
     * @throws ProblemException 409, when the organisation has reached the maximum number of templates
     */
    @Transactional
    public long create(long organisationId, Channel channel, Labels labels, Wording base) {
        // Or several at once would each find room for one more.
        OrganisationLock.take(entities, organisationId);
        if (count(organisationId, channel) >= MAX_TEMPLATES) {
            throw new ProblemException(Problem.ofStatus(
                    409, "There are already " + MAX_TEMPLATES + " templates of this kind, the maximum. Delete some."));
        }
        MessageTemplate template = new MessageTemplate(organisationId, channel, labels, clock.instant());
        entities.persist(template);
        entities.persist(new MessageWording(template, MessageWording.BASE, base));
        return template.id();
    }

    private long count(long organisationId, Channel channel) {
        return entities.createQuery(
                        "SELECT COUNT(t) FROM MessageTemplate t WHERE t.organisationId = :organisation"
                                + " AND t.channel = :channel",
                        Long.class)
                .setParameter("organisation", organisationId)
                .setParameter("channel", channel)
                .getSingleResult();
    }

    /** Returns the template with all of its wordings. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Template> find(long organisationId, Channel channel, long id) {
        return head(organisationId, channel, id).flatMap(head -> template(head, wordings(head)));
    }

    /**
     * Returns the template, whatever its channel, with the base wording and only those translations that are into
     * one of the languages: all of them can be fifty times as large.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Template> find(long organisationId, long id, Collection<String> languageCodes) {
        return head(organisationId, id, LockModeType.NONE)
                .flatMap(head -> template(head, wordings(head, languageCodes)));
    }

    /** Returns whether there is such a template, without reading its wordings. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean contains(long organisationId, Channel channel, long id) {
        return head(organisationId, channel, id).isPresent();
    }

    /** Returns the base wording alone: the translations can be fifty times as large. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Wording> base(long organisationId, Channel channel, long id) {
        return head(organisationId, channel, id)
                .flatMap(template -> wording(template, MessageWording.BASE))
                .map(MessageWording::wording);
    }

    private Optional<MessageTemplate> head(long organisationId, Channel channel, long id) {
        return head(organisationId, id, LockModeType.NONE).filter(template -> template.channel() == channel);
    }

    private Optional<MessageTemplate> head(long organisationId, long id, LockModeType lock) {
        return entities.createQuery(
                        "SELECT t FROM MessageTemplate t WHERE t.organisationId = :organisation AND t.id = :id",
                        MessageTemplate.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", id)
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
    }

    private List<MessageWording> wordings(MessageTemplate head) {
        return entities.createQuery("SELECT w FROM MessageWording w WHERE w.templateId = :id", MessageWording.class)
                .setParameter("id", head.id())
                .getResultList();
    }

    private List<MessageWording> wordings(MessageTemplate head, Collection<String> languageCodes) {
        Set<String> keys = languageCodes.stream().map(Wording::languageKey).collect(Collectors.toSet());
        List<String> languages = entities.createQuery(
                        "SELECT w.language FROM MessageWording w WHERE w.templateId = :id", String.class)
                .setParameter("id", head.id())
                .getResultStream()
                .filter(language ->
                        language.equals(MessageWording.BASE) || keys.contains(Wording.languageKey(language)))
                .toList();
        return languages.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "SELECT w FROM MessageWording w WHERE w.templateId = :id AND w.language IN :languages",
                                MessageWording.class)
                        .setParameter("id", head.id())
                        .setParameter("languages", languages)
                        .getResultList();
    }

    /** Returns the template with these wordings; empty when it was deleted between the queries. */
    private static Optional<Template> template(MessageTemplate head, List<MessageWording> found) {
        List<MessageWording> wordings = new ArrayList<>(found);
        wordings.sort(Comparator.comparing(MessageWording::languageCode));
        return wordings.stream()
                .filter(MessageWording::isBase)
                .findFirst()
                .map(base -> new Template(
                        head.id(),
                        head.channel(),
                        head.labels(),
                        base.wording(),
                        wordings.stream()
                                .filter(wording -> !wording.isBase())
                                .map(MessageWording::wording)
                                .toList()));
    }

    /**
     * Locks the template, so that only one request at a time can find a translation missing and create it, and that
     * the wordings of others are counted.
     */
    Optional<MessageTemplate> locked(long organisationId, Channel channel, long id) {
        return head(organisationId, id, LockModeType.PESSIMISTIC_WRITE)
                .filter(template -> template.channel() == channel);
    }

    /** Returns the wording in the language with exactly this spelling. */
    Optional<MessageWording> wording(MessageTemplate template, String language) {
        return Optional.ofNullable(entities.find(MessageWording.class, new WordingId(template.id(), language)));
    }

    /**
     * Deletes a template with its translations; returns false when there is none. Messages created from it
     * are kept.
     */
    @Transactional
    public boolean delete(long organisationId, Channel channel, long id) {
        return entities.createQuery("DELETE FROM MessageTemplate t WHERE t.organisationId = :organisation"
                                + " AND t.channel = :channel AND t.id = :id")
                        .setParameter("organisation", organisationId)
                        .setParameter("channel", channel)
                        .setParameter("id", id)
                        .executeUpdate()
                > 0;
    }
}
