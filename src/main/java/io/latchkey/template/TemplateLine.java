package io.latchkey.template;

import java.util.List;

/**
 * A template as shown in a list, without its texts.
 *
 * @param languages the language of each wording that has one
 */
public record TemplateLine(
        long id, Labels labels, String languageCode, List<String> languages, String sender, String subject) {}
