package io.latchkey.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts an e-mail's styles into its HTML, where mail programs look for them. */
public final class EmailHtml {

    private static final Pattern END_OF_HEAD = Pattern.compile("</head>", Pattern.CASE_INSENSITIVE);

    private EmailHtml() {}

    /** The HTML with the styles at the end of its head, or before all else when it has none. */
    public static String styled(String html, Optional<String> css) {
        if (css.filter(styles -> !styles.isBlank()).isEmpty()) {
            return html;
        }
        String style = "<style>" + css.get() + "</style>";
        Matcher head = END_OF_HEAD.matcher(html);
        return head.find() ? html.substring(0, head.start()) + style + html.substring(head.start()) : style + html;
    }
}
