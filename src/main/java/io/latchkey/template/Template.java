package io.latchkey.template;

import java.util.List;

/**
 * A template with all that it says.
 *
 * @param base the wording that it was made with
 * @param translations the others, in the order of their languages
 */
public record Template(long id, Channel channel, Labels labels, Wording base, List<Wording> translations) {

    public Template {
        translations = List.copyOf(translations);
    }

    /** The wording in the language, or else the one that the template was made with. */
    public Wording in(String languageCode) {
        return translations.stream()
                .filter(wording -> wording.isIn(languageCode))
                .findFirst()
                .orElse(base);
    }
}
