package io.latchkey.template;

import java.util.List;

/**
 * A template with all its wordings, or with those that are needed.
 *
 * @param base the wording with which it was created
 * @param translations the other wordings, in the order of their languages
 */
public record Template(long id, Channel channel, Labels labels, Wording base, List<Wording> translations) {

    public Template {
        translations = List.copyOf(translations);
    }

    /** Returns the wording in the language, or else the base wording. */
    public Wording in(String languageCode) {
        return translations.stream()
                .filter(wording -> wording.isIn(languageCode))
                .findFirst()
                .orElse(base);
    }
}
