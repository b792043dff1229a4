package io.latchkey.template;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.Optional;

/**
 * Changes the wordings of a template: the base one and the translations. The template is locked meanwhile, so that
 * the limits of its number of translations and of their length hold for concurrent requests too.
 */
@Singleton
public class TemplateWordings {

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
    private final Templates templates;

    @Inject
    public TemplateWordings(EntityManager entities, Templates templates) {
        this.entities = entities;
        this.templates = templates;
    }

    /**
     * Replaces a template's labels and base wording; returns false when there is no such template.
     *
     * @throws ProblemException 409, when a translation is in the wording's language; 400, when all wordings together
     *     would be too long
     */
    @Transactional
    public boolean change(long organisationId, Channel channel, long id, Labels labels, Wording base) {
        Optional<MessageTemplate> found = templates.locked(organisationId, channel, id);
        found.ifPresent(template -> {
            if (translation(template, base.languageCode()).isPresent()) {
                throw new ProblemException(Problem.ofStatus(
                        409,
                        "The template already has a translation into this language. Delete it first, or change it."));
            }
            Optional<MessageWording> replaced = templates.wording(template, MessageWording.BASE);
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
        Optional<MessageTemplate> found = templates.locked(organisationId, channel, id);
        found.ifPresent(template -> {
            Optional<MessageWording> base = templates
                    .wording(template, MessageWording.BASE)
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
                .flatMap(spelling -> templates.wording(template, spelling));
    }

    /** Deletes a translation; returns false when there is none. The base wording is kept. */
    @Transactional
    public boolean deleteTranslation(long organisationId, Channel channel, long id, String languageCode) {
        Optional<MessageWording> translation =
                templates.locked(organisationId, channel, id).flatMap(template -> translation(template, languageCode));
        translation.ifPresent(entities::remove);
        return translation.isPresent();
    }
}
