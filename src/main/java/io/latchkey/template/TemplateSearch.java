package io.latchkey.template;

import io.latchkey.database.LikePattern;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists an organisation's templates, without their texts. */
@Singleton
class TemplateSearch {

    private static final String MATCHING = " FROM MessageTemplate t WHERE t.organisationId = :organisation"
            + " AND t.channel = :channel AND t.searchText LIKE :pattern ESCAPE '!'";

    private final EntityManager entities;

    @Inject
    TemplateSearch(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Returns the templates whose name or tags contain the text, ignoring case, in the order of their
     * creation.
     */
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
        // Reads only the columns of a list, as the texts of a whole page could be hundreds of megabytes.
        Map<Long, List<WordingLine>> byTemplate = entities.createQuery(
                        "SELECT NEW io.latchkey.template.WordingLine(w.templateId, w.languageCode, w.sender,"
                                + " w.subject) FROM MessageWording w WHERE w.templateId IN :ids"
                                + " ORDER BY w.templateId, w.language",
                        WordingLine.class)
                .setParameter("ids", heads.stream().map(MessageTemplate::id).toList())
                .getResultStream()
                .collect(Collectors.groupingBy(WordingLine::templateId));
        return heads.stream()
                .filter(head -> byTemplate.containsKey(head.id()))
                .map(head -> line(head, byTemplate.get(head.id())))
                .toList();
    }

    /** The base wording, whose language is empty, is the first. */
    private static TemplateLine line(MessageTemplate head, List<WordingLine> wordings) {
        WordingLine base = wordings.get(0);
        List<String> languages = wordings.stream()
                .map(WordingLine::languageCode)
                .filter(code -> !code.isEmpty())
                .toList();
        return new TemplateLine(
                head.id(), head.labels(), base.languageCode(), languages, base.sender(), base.subject());
    }
}
