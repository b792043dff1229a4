package io.latchkey.template;

/** The target of a link from {@link ViewLinks}. */
record ViewTarget(long organisationId, long templateId) {}
