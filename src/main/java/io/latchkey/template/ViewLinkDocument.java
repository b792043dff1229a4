package io.latchkey.template;

/**
 * The link at which a template can be viewed.
 *
 * @param link usable by anyone who has it, for the time set by {@code latchkey.message.view-link.period}
 */
public record ViewLinkDocument(String link) {}
