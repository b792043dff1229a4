package io.latchkey.audit;

import java.util.List;
import java.util.Optional;

/**
 * A page of an organisation's log.
 *
 * @param entries the latest first
 * @param next the address of the next page; none on the last
 */
record AuditListDocument(List<AuditDocument> entries, Optional<String> next) {}
