package io.latchkey.template;

/** What a link of {@link ViewLinks} leads to. */
record ViewTarget(long organisationId, long templateId) {}
