package io.latchkey.user;

import java.util.List;
import java.util.Optional;

/**
 * A page of an organisation's users.
 *
 * @param users in the order in which they were made
 * @param next the address of the next page; none on the last
 */
public record UserListDocument(List<UserDocument> users, Optional<String> next) {}
