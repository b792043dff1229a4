package io.latchkey.user;

import java.util.List;
import java.util.Optional;

/**
 * A page of an organisation's users.
 *
 * @param users the users, ordered by id
 * @param next the address of the next page; empty on the last one
 */
public record UserListDocument(List<UserDocument> users, Optional<String> next) {}
