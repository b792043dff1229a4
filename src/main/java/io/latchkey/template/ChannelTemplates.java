package io.latchkey.template;

import io.latchkey.caller.CallingKey;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;

/**
 * Answers requests for the templates of one channel in the caller's organisation. What does not exist there
 * is answered with a {@link NotFoundException}.
 */
final class ChannelTemplates {

    /** The path of a template. */
    static final String TEMPLATE = "{id: [0-9]{1,18}}";

    /** The path of a translation. */
    static final String TRANSLATION = TEMPLATE + "/{language: [A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8}){0,3}}";

    private final Channel channel;
    private final CallingKey caller;
    private final Templates templates;
    private final TemplateWordings wordings;
    private final TemplateSearch search;
    private final ViewLinks links;

    ChannelTemplates(
            Channel channel,
            CallingKey caller,
            Templates templates,
            TemplateWordings wordings,
            TemplateSearch search,
            ViewLinks links) {
        this.channel = channel;
        this.caller = caller;
        this.templates = templates;
        this.wordings = wordings;
        this.search = search;
        this.links = links;
    }

    IdDocument create(Labels labels, Wording base) {
        return new IdDocument(templates.create(caller.organisationId(), channel, labels, base));
    }

    /**
     * Returns a page of the templates whose name or tags contain the text, with the total number of them in
     * the header {@code TotalCount}.
     *
     * @param start the position of the first, starting at 1
     * @param document makes the body of the response
     */
    Response search(String text, int start, int limit, Function<List<TemplateLine>, ?> document) {
        TemplatePage found = search.search(caller.organisationId(), channel, text, start - 1, limit);
        return Response.ok(document.apply(found.lines()))
                .header("TotalCount", found.total())
                .build();
    }

    Template read(long id) {
        return templates.find(caller.organisationId(), channel, id).orElseThrow(NotFoundException::new);
    }

    /** Returns a link to the template, whose wordings are not read. */
    ViewLinkDocument viewLink(long id) {
        if (!templates.contains(caller.organisationId(), channel, id)) {
            throw new NotFoundException();
        }
        return new ViewLinkDocument(links.to(caller.organisationId(), id));
    }

    IdDocument change(long id, Labels labels, Wording base) {
        return done(id, wordings.change(caller.organisationId(), channel, id, labels, base));
    }

    IdDocument delete(long id) {
        return done(id, templates.delete(caller.organisationId(), channel, id));
    }

    IdDocument translate(long id, Wording translation) {
        return done(id, wordings.translate(caller.organisationId(), channel, id, translation));
    }

    IdDocument deleteTranslation(long id, String language) {
        return done(id, wordings.deleteTranslation(caller.organisationId(), channel, id, language));
    }

    private static IdDocument done(long id, boolean found) {
        if (!found) {
            throw new NotFoundException();
        }
        return new IdDocument(id);
    }
}
