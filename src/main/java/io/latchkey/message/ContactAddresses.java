package io.latchkey.message;

import io.latchkey.template.Channel;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Resolves recipients that are named by contact. Each method accepts up to 1000 at once. */
public interface ContactAddresses {

    /** Returns the ids of the organisation's contacts by the client's own ids; unknown ones are omitted. */
    Map<String, Long> contactIds(long organisationId, Collection<String> externalCustomerIds);

    /**
     * Returns the language codes of the organisation's contacts, by the contacts' ids; empty texts if
     * unspecified. Unknown contacts are omitted.
     */
    Map<Long, String> languages(long organisationId, Collection<Long> contactIds);

    /** Returns those of the addresses that belong to contacts and are unconfirmed. */
    Set<String> unconfirmed(long organisationId, Channel channel, Collection<String> addresses);

    /**
     * Returns the addresses of the organisation's contacts; contacts that are unknown or have none are
     * omitted.
     */
    Map<Long, String> addresses(long organisationId, Channel channel, Collection<Long> contactIds);
}
