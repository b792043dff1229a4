package io.latchkey.template;

import io.latchkey.json.Json;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Shows a template to anyone who has a link from {@link ViewLinks}; everything else is 404.
 *
 * <p>The HTML comes from a client and is not trusted: the sandbox gives it an origin of its own and allows no
 * scripts, forms or pop-ups, so that it cannot use what the reader's browser stores for this host. A text message is
 * shown as plain text. The placeholders are left empty.
 */
@WebServlet(ViewLinks.PATH + "*")
public class ViewServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String POLICY = "sandbox; default-src 'none'; img-src https: http: data:;"
            + " style-src 'unsafe-inline'; font-src https: data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private final transient ViewLinks links;
    private final transient Templates templates;
    private final transient Json json;

    /** For the container, which creates the servlet with its dependencies. */
    @Inject
    public ViewServlet(ViewLinks links, Templates templates, Json json) {
        this.links = links;
        this.templates = templates;
        this.json = json;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        Optional<Content> content =
                links.read(path.substring(1)).flatMap(target -> page(target).or(() -> text(target)));
        if (content.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(content.get().type() + "; charset=UTF-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(content.get().text().getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Content> page(ViewTarget target) {
        return templates
                .base(target.organisationId(), Channel.EMAIL, target.templateId())
                .map(email -> EmailHtml.styled(email.htmlText().orElse(""), email.css()))
                .flatMap(html -> Placeholders.fillHtml(html, nothing(Channel.EMAIL)))
                .map(html -> new Content(MediaType.TEXT_HTML, html));
    }

    private Optional<Content> text(ViewTarget target) {
        return templates
                .base(target.organisationId(), Channel.SMS, target.templateId())
                .flatMap(Wording::plainText)
                .flatMap(text -> Placeholders.fillText(text, nothing(Channel.SMS)))
                .map(text -> new Content(MediaType.TEXT_PLAIN, text));
    }

    private Filling nothing(Channel channel) {
        return new Filling(json.readTree("{}".getBytes(StandardCharsets.UTF_8)), channel, "");
    }

    private record Content(String type, String text) {}
}
