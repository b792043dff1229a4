package io.latchkey.template;

import java.util.List;
import java.util.stream.Stream;

/** Rules common to the documents of both kinds of templates. */
final class TemplateRules {

    private TemplateRules() {}

    static List<String> list(List<String> sent) {
        return sent == null ? List.of() : sent;
    }

    /** Returns the language for a response, where an unspecified one is omitted. */
    static String code(String languageCode) {
        return languageCode.isEmpty() ? null : languageCode;
    }

    static List<String> languages(Template template) {
        return Stream.concat(Stream.of(template.base()), template.translations().stream())
                .map(Wording::languageCode)
                .filter(code -> !code.isEmpty())
                .toList();
    }
}
