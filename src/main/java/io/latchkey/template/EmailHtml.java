package io.latchkey.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Embeds an e-mail's styles in its HTML, where mail programs expect them. */
public final class EmailHtml {

    private static final Pattern END_OF_HEAD = Pattern.compile("</head>", Pattern.CASE_INSENSITIVE);

    private EmailHtml() {}

    /**
     * Returns the HTML with the styles at the end of its head, or at the very beginning when it has none.
     */
    public static String styled(String html, Optional<String> css) {
        if (css.filter(styles -> !styles.isBlank()).isEmpty()) {
            return html;
        }
        String style = "<style>" + css.get() + "</style>";
        Matcher head = END_OF_HEAD.matcher(html);
        return head.find() ? html.substring(0, head.start()) + style + html.substring(head.start()) : style + html;
    }
}
