package io.latchkey.key;

import java.util.List;
import java.util.Optional;

/**
 * A page of an organisation's keys.
 *
 * @param keys in the order of their numbers
 * @param next the address of the next page; none on the last
 */
public record KeyListDocument(List<KeyDocument> keys, Optional<String> next) {}
