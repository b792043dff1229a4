package io.latchkey.template;

/** What a list of templates shows of a wording. */
public record WordingLine(long templateId, String languageCode, String sender, String subject) {}
