package io.latchkey.audit;

import java.util.List;
import java.util.Optional;

/**
 * A page of an organisation's log.
 *
 * @param entries the entries, latest first
 * @param next the address of the next page; empty on the last page
 */
record AuditListDocument(List<AuditDocument> entries, Optional<String> next) {}
