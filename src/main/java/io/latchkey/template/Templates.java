package io.latchkey.template;

import io.latchkey.database.LikePattern;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The templates of the organisations. */
@Singleton
public class Templates {

    /** In one channel of an organisation: what keeps a search for a part of a name at a bounded cost. */
    static final int MAX_TEMPLATES = 10_000;

    /** Of a template: it is read with all of them, and each may be a megabyte. */
    static final int MAX_TRANSLATIONS = 50;

    private static final String MATCHING = " FROM MessageTemplate t WHERE t.organisationId = :organisation"
            + " AND t.channel = :channel AND t.searchText LIKE :pattern ESCAPE '!'";

    private final EntityManager entities;
    private final Clock clock;

    @Inject
    public Templates(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Makes a template; its id.
     *
     * @throws ProblemException 409, when the organisation has as many as it may have
     */
    @Transactional
    public long create(long organisationId, Channel channel, Labels labels, Wording base) {
        if (matching("SELECT COUNT(t)", Long.class, organisationId, channel, "").getSingleResult() >= MAX_TEMPLATES) {
            throw new ProblemException(Problem.ofStatus(
                    409, "There are already " + MAX_TEMPLATES + " templates of this kind, the maximum. Delete some."));
        }
        MessageTemplate template = new MessageTemplate(organisationId, channel, labels, clock.instant());
        entities.persist(template);
        entities.persist(new MessageWording(template, MessageWording.BASE, base));
        return template.id();
    }

    /** The template with all of its wordings. */
    public Optional<Template> find(long organisationId, Channel channel, long id) {
        return find(organisationId, id).filter(template -> template.channel() == channel);
    }

    /** The same, of whichever channel. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Template> find(long organisationId, long id) {
        return head(organisationId, id, LockModeType.NONE).flatMap(this::whole);
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

    /** None when it was deleted between the two queries. */
    private Optional<Template> whole(MessageTemplate head) {
        List<MessageWording> wordings = new ArrayList<>(
                entities.createQuery("SELECT w FROM MessageWording w WHERE w.templateId = :id", MessageWording.class)
                        .setParameter("id", head.id())
                        .getResultList());
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
     * Replaces the labels and the wording that the template was made with; false when there is no such template.
     *
     * @throws ProblemException 409, when a translation is in the wording's language
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
            template.label(labels);
            wording(template, MessageWording.BASE).ifPresent(wording -> wording.say(base));
        });
        return found.isPresent();
    }

    /**
     * Adds or replaces the wording in a language; false when there is no such template.
     *
     * @throws ProblemException 409, when the template has as many translations as it may have
     */
    @Transactional
    public boolean translate(long organisationId, Channel channel, long id, Wording translation) {
        Optional<MessageTemplate> found = locked(organisationId, channel, id);
        found.ifPresent(template -> {
            Optional<MessageWording> base = wording(template, MessageWording.BASE)
                    .filter(wording -> wording.wording().isIn(translation.languageCode()));
            base.or(() -> translation(template, translation.languageCode()))
                    .ifPresentOrElse(wording -> wording.say(translation), () -> addTranslation(template, translation));
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

    /** The lock lets only one request at a time find that a translation is missing, and make it. */
    private Optional<MessageTemplate> locked(long organisationId, Channel channel, long id) {
        return head(organisationId, id, LockModeType.PESSIMISTIC_WRITE)
                .filter(template -> template.channel() == channel);
    }

    private Optional<MessageWording> wording(MessageTemplate template, String language) {
        return Optional.ofNullable(entities.find(MessageWording.class, new WordingId(template.id(), language)));
    }

    /** The translation into the language, in whatever spelling it was made; the same spelling first, if there are several. */
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

    /** Deletes a translation; false when there is none. The wording that the template was made with stays. */
    @Transactional
    public boolean deleteTranslation(long organisationId, Channel channel, long id, String languageCode) {
        Optional<MessageWording> translation =
                locked(organisationId, channel, id).flatMap(template -> translation(template, languageCode));
        translation.ifPresent(entities::remove);
        return translation.isPresent();
    }

    /** Deletes a template with its translations; false when there is none. Messages made of it stay. */
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

    /** The templates of which the name or a tag holds the text, whatever its case; in the order of their making. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public TemplatePage search(long organisationId, Channel channel, String text, int first, int limit) {
        long total = matching("SELECT COUNT(t)", Long.class, organisationId, channel, text)
                .getSingleResult();
        List<MessageTemplate> heads = matching("SELECT t", MessageTemplate.class, organisationId, channel, text)
                .setFirstResult(first)
                .setMaxResults(limit)
                .getResultList();
        return new TemplatePage(lines(heads), total);
    }

    private <T> TypedQuery<T> matching(
            String select, Class<T> type, long organisationId, Channel channel, String text) {
        String order = type == MessageTemplate.class ? " ORDER BY t.id" : "";
        return entities.createQuery(select + MATCHING + order, type)
                .setParameter("organisation", organisationId)
                .setParameter("channel", channel)
                .setParameter("pattern", LikePattern.containing(text.toLowerCase(Locale.ROOT)));
    }

    private List<TemplateLine> lines(List<MessageTemplate> heads) {
        if (heads.isEmpty()) {
            return List.of();
        }
        // The columns of a list alone: the texts of a whole page would be hundreds of megabytes.
        List<Object[]> rows = entities.createQuery(
                        "SELECT w.templateId, w.language, w.languageCode, w.sender, w.subject FROM MessageWording w"
                                + " WHERE w.templateId IN :ids ORDER BY w.templateId, w.language",
                        Object[].class)
                .setParameter("ids", heads.stream().map(MessageTemplate::id).toList())
                .getResultList();
        Map<Long, List<Object[]>> byTemplate = new HashMap<>();
        rows.forEach(row -> byTemplate
                .computeIfAbsent((Long) row[0], id -> new ArrayList<>())
                .add(row));
        return heads.stream()
                .filter(head -> byTemplate.containsKey(head.id()))
                .map(head -> line(head, byTemplate.get(head.id())))
                .toList();
    }

    /** The base wording, whose language is empty, is the first row. */
    private static TemplateLine line(MessageTemplate head, List<Object[]> wordings) {
        Object[] base = wordings.get(0);
        List<String> languages = wordings.stream()
                .map(row -> (String) row[2])
                .filter(code -> !code.isEmpty())
                .toList();
        return new TemplateLine(
                head.id(), head.labels(), (String) base[2], languages, (String) base[3], (String) base[4]);
    }
}
