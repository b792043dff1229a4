package io.latchkey.template;

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

/** Stores the templates of the organisations, and finds them by their ids. */
@Singleton
public class Templates {

    /** The maximum per channel of an organisation, which bounds the cost of a search for part of a name. */
    static final int MAX_TEMPLATES = 10_000;

    /** The maximum per template, which is read with all of its translations. */
    static final int MAX_TRANSLATIONS = 50;

    /**
     * The maximum length of a template's wordings together, in characters. A response with all of them needs some ten
     * times as many bytes of memory.
     */
    static final int MAX_CHARACTERS = 2 * 1024 * 1024;

    /** No wording's language key. */
    private static final String NO_LANGUAGE = "-";

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
     * Replaces a template's labels and base wording; returns false when there is no such template.
     *
     * @throws ProblemException 409, when a translation is in the wording's language; 400, when all wordings together
     *     would be too long
     */
    @Transactional
    public boolean change(long organisationId, Channel channel, long id, Labels labels, Wording base) {
        Optional<MessageTemplate> found = locked(organisationId, channel, id);
        found.ifPresent(template -> {
            if (translation(template, base.languageCode()).isPresent()) {
                throw new ProblemException(Problem.ofStatus(
                        409,
                        "The template already has a translation into this language. Delete it first, or change it."));
            }
            Optional<MessageWording> replaced = wording(template, MessageWording.BASE);
            checkLength(template, replaced, base);
            template.label(labels);
            replaced.ifPresent(wording -> wording.replaceWith(base));
        });
        return found.isPresent();
    }

    /**
     * Adds or replaces the wording in a language; returns false when there is no such template.
     *
     * @throws ProblemException 409, when the template has reached the maximum number of translations; 400, when all
     *     wordings together would be too long
     */
    @Transactional
    public boolean translate(long organisationId, Channel channel, long id, Wording translation) {
        Optional<MessageTemplate> found = locked(organisationId, channel, id);
        found.ifPresent(template -> {
            Optional<MessageWording> base = wording(template, MessageWording.BASE)
                    .filter(wording -> wording.wording().isIn(translation.languageCode()));
            Optional<MessageWording> replaced = base.or(() -> translation(template, translation.languageCode()));
            checkLength(template, replaced, translation);
            replaced.ifPresentOrElse(
                    wording -> wording.replaceWith(translation), () -> addTranslation(template, translation));
        });
        return found.isPresent();
    }

    private void addTranslation(MessageTemplate template, Wording translation) {
        long wordings = entities.createQuery(
                        "SELECT COUNT(w) FROM MessageWording w WHERE w.templateId = :id", Long.class)
                .setParameter("id", template.id())
                .getSingleResult();
        if (wordings > MAX_TRANSLATIONS) {
            throw new ProblemException(Problem.ofStatus(
                    409, "The template already has " + MAX_TRANSLATIONS + " translations, the maximum. Delete some."));
        }
        entities.persist(new MessageWording(template, translation.languageCode(), translation));
    }

    /**
     * Limits the length of all wordings together. One that replaces a longer one is never refused: a template may be
     * older than the limit, and can be shortened step by step.
     */
    private void checkLength(MessageTemplate template, Optional<MessageWording> replaced, Wording added) {
        boolean longer =
                replaced.map(MessageWording::wording).map(Wording::length).orElse(0) < added.length();
        if (longer && lengthWithout(template, replaced) + added.length() > MAX_CHARACTERS) {
            throw ProblemException.invalid(
                    "htmlText",
                    "makes the template, with all of its translations, longer than " + MAX_CHARACTERS
                            + " characters, the maximum: shorten it, or delete a translation");
        }
    }

    /** Returns the length of the stored wordings but the one that is replaced, as counted by the database. */
    private long lengthWithout(MessageTemplate template, Optional<MessageWording> replaced) {
        Long length = entities.createQuery(
                        "SELECT SUM(LENGTH(w.name) + LENGTH(w.sender) + LENGTH(w.subject)"
                                + " + LENGTH(COALESCE(w.htmlText, '')) + LENGTH(COALESCE(w.rawHtml, ''))"
                                + " + LENGTH(COALESCE(w.ampHtml, '')) + LENGTH(COALESCE(w.css, ''))"
                                + " + LENGTH(COALESCE(w.plainText, ''))) FROM MessageWording w"
                                + " WHERE w.templateId = :id AND w.language <> :replaced",
                        Long.class)
                .setParameter("id", template.id())
                .setParameter("replaced", replaced.map(MessageWording::language).orElse(NO_LANGUAGE))
                .getSingleResult();
        return length == null ? 0 : length;
    }

    /**
     * Locks the template, so that only one request at a time can find a translation missing and create it, and that
     * the wordings of others are counted.
     */
    private Optional<MessageTemplate> locked(long organisationId, Channel channel, long id) {
        return head(organisationId, id, LockModeType.PESSIMISTIC_WRITE)
                .filter(template -> template.channel() == channel);
    }

    private Optional<MessageWording> wording(MessageTemplate template, String language) {
        return Optional.ofNullable(entities.find(MessageWording.class, new WordingId(template.id(), language)));
    }

    /**
     * Returns the translation into the language, whatever the spelling of its code; an identical spelling is
     * preferred.
     */
    private Optional<MessageWording> translation(MessageTemplate template, String language) {
        String key = Wording.languageKey(language);
        return entities.createQuery(
                        "SELECT w.language FROM MessageWording w WHERE w.templateId = :id AND w.language <> :base"
                                + " ORDER BY w.language",
                        String.class)
                .setParameter("id", template.id())
                .setParameter("base", MessageWording.BASE)
                .getResultStream()
                .filter(spelling -> Wording.languageKey(spelling).equals(key))
                .min(Comparator.comparing(spelling -> !spelling.equals(language)))
                .flatMap(spelling -> wording(template, spelling));
    }

    /** Deletes a translation; returns false when there is none. The base wording is kept. */
    @Transactional
    public boolean deleteTranslation(long organisationId, Channel channel, long id, String languageCode) {
        Optional<MessageWording> translation =
                locked(organisationId, channel, id).flatMap(template -> translation(template, languageCode));
        translation.ifPresent(entities::remove);
        return translation.isPresent();
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
