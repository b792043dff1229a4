package io.latchkey.notice;

import java.util.List;
import java.util.Optional;

/**
 * A page of an organisation's notices.
 *
 * @param notices the notices, the latest first
 * @param next the address of the next page; empty on the last page
 */
record NoticeListDocument(List<NoticeDocument> notices, Optional<String> next) {}
