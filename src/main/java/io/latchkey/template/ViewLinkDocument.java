package io.latchkey.template;

/**
 * Where a template can be looked at.
 *
 * @param link good for the time that {@code latchkey.message.view-link.period} sets, for whoever has it
 */
public record ViewLinkDocument(String link) {}
