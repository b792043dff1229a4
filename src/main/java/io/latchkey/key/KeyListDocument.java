package io.latchkey.key;

import java.util.List;
import java.util.Optional;

/**
 * A page of an organisation's keys.
 *
 * @param keys the keys, ordered by number
 * @param next the address of the next page; empty on the last one
 */
public record KeyListDocument(List<KeyDocument> keys, Optional<String> next) {}
