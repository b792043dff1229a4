package io.latchkey.message;

import io.latchkey.template.Channel;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Where contacts are reached, for recipients that are named by contact. Each method takes up to 1000 at once. */
public interface ContactAddresses {

    /** The ids of the organisation's contacts with these ids of the client's; those that are unknown are left out. */
    Map<String, Long> contactIds(long organisationId, Collection<String> externalCustomerIds);

    /** Those of the addresses that are contacts' and of which it is not known that they are. */
    Set<String> unconfirmed(long organisationId, Channel channel, Collection<String> addresses);

    /** The addresses of the organisation's contacts; those that are unknown or have none are left out. */
    Map<Long, String> addresses(long organisationId, Channel channel, Collection<Long> contactIds);
}
