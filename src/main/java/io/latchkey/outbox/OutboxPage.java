package io.latchkey.outbox;

import io.latchkey.template.Filling;
import io.latchkey.template.HtmlEscape;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The outbox in HTML. Everything that is not written here is escaped. */
@Singleton
public class OutboxPage {

    private static final String STYLE = "<style>body{font-family:sans-serif;margin:2rem}table{border-collapse:collapse}"
            + "th,td{border:1px solid #999;padding:.3rem .6rem;text-align:left}iframe{width:100%;height:40rem}"
            + "pre{white-space:pre-wrap}</style>";

    private final Fillings fillings;

    @Inject
    public OutboxPage(Fillings fillings) {
        this.fillings = fillings;
    }

    /** A page of the list; with a way to the next one if there is more. */
    String list(List<OutboxLine> lines, boolean more) {
        StringBuilder body = new StringBuilder();
        if (lines.isEmpty()) {
            body.append("<p>No messages.</p>");
        } else {
            body.append("<table><thead><tr>");
            List.of("Time (UTC)", "Channel", "Recipient", "Template", "Subject", "Status", "Attempts", "Reason")
                    .forEach(head ->
                            body.append("<th scope=\"col\">").append(head).append("</th>"));
            body.append("</tr></thead><tbody>");
            lines.forEach(line -> row(line, body));
            body.append("</tbody></table>");
        }
        if (more) {
            long last = lines.get(lines.size() - 1).id();
            body.append("<p><a href=\"?before=").append(last).append("\">Older messages</a></p>");
        }
        return page("Outbox", body);
    }

    private static void row(OutboxLine line, StringBuilder body) {
        body.append("<tr><td><a href=\"?message=")
                .append(escape(line.requestId()))
                .append("\">");
        body.append(escape(line.createdAt().toString())).append("</a></td>");
        List.of(
                        line.channel().word(),
                        line.recipient(),
                        line.name(),
                        line.subject(),
                        line.status().name(),
                        Integer.toString(line.attempts()),
                        line.detail())
                .forEach(cell -> body.append("<td>").append(escape(cell)).append("</td>"));
        body.append("</tr>");
    }

    /** One message as its recipient sees it. */
    String message(OutboxMessage message) {
        MessageContent content = message.content();
        Filling filling = fillings.of(message);
        StringBuilder body = new StringBuilder("<p><a href=\"?\">All messages</a></p><dl>");
        entry("Time (UTC)", message.createdAt().toString(), body);
        entry("Status", message.status().name() + " " + message.detail(), body);
        entry("From", content.sender(), body);
        entry("To", message.recipient(), body);
        entry("Subject", content.subject(filling), body);
        body.append("</dl>");
        content.text(filling)
                .ifPresent(text -> body.append("<pre>").append(escape(text)).append("</pre>"));
        content.html(filling).ifPresent(html -> body.append("<iframe sandbox title=\"The message\" srcdoc=\"")
                .append(escape(html))
                .append("\"></iframe>"));
        return page("Message", body);
    }

    private static void entry(String name, String value, StringBuilder body) {
        body.append("<dt>")
                .append(name)
                .append("</dt><dd>")
                .append(escape(value))
                .append("</dd>");
    }

    private static String page(String title, CharSequence body) {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + " - Latchkey</title>"
                + STYLE + "</head><body><main><h1>" + title + "</h1>" + body + "</main></body></html>";
    }

    private static String escape(String text) {
        return HtmlEscape.escape(text);
    }
}
