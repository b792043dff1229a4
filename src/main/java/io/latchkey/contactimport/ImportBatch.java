package io.latchkey.contactimport;

import io.latchkey.channel.ChannelType;
import io.latchkey.contact.ContactChannel;
import io.latchkey.contact.ContactFinder;
import io.latchkey.contact.ContactRequest;
import io.latchkey.contact.ContactWriter;
import io.latchkey.contact.WrittenContact;
import io.latchkey.contactimport.ImportStore.StoredImport;
import io.latchkey.database.BackgroundWork;
import io.latchkey.event.Events;
import io.latchkey.json.Json;
import io.latchkey.segment.Segments;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * A transaction of an import. It writes some contacts and records that they are written, so that each contact
 * is imported once, whatever happens to the process in between.
 */
@Singleton
class ImportBatch {

    private final ImportLeases leases;
    private final ImportStore store;
    private final ImportItems items;
    private final ContactWriter writer;
    private final ContactFinder finder;
    private final Segments segments;
    private final Events events;
    private final Json json;

    @Inject
    ImportBatch(
            ImportLeases leases,
            ImportStore store,
            ImportItems items,
            ContactWriter writer,
            ContactFinder finder,
            Segments segments,
            Events events,
            Json json) {
        this.leases = leases;
        this.store = store;
        this.items = items;
        this.writer = writer;
        this.finder = finder;
        this.segments = segments;
        this.events = events;
        this.json = json;
    }

    /** The result of a transaction. */
    enum Progress {
        /** More contacts may be waiting. */
        MORE,
        /** The import is finished, or another run owns it now. */
        END
    }

    /**
     * Imports the next waiting contacts, at most {@code limit}, all or none.
     *
     * @throws UnreadableImportException when only a later version can read the import
     * @throws RuntimeException when one of them cannot be written
     */
    @Transactional
    public Progress next(String sessionId, String run, int limit) {
        if (!leases.renew(sessionId, run)) {
            return Progress.END;
        }
        List<ImportItem> waiting = items.waiting(sessionId, limit);
        if (waiting.isEmpty()) {
            leases.finish(sessionId);
            return Progress.END;
        }
        StoredImport stored = store.get(sessionId);
        try {
            write(
                    stored.organisationId(),
                    sessionId,
                    bind(sessionId, stored.settings(), ImportSettings.class),
                    waiting);
        } catch (Error e) {
            if (BackgroundWork.isOfProcess(e)) {
                throw e;
            }
            // Of exceptions alone it is certain that they roll back on every server.
            throw new IllegalStateException(e);
        }
        return Progress.MORE;
    }

    /** Marks the next waiting contact as failed. */
    @Transactional
    public void failNext(String sessionId, String run, String reason) {
        if (leases.renew(sessionId, run)) {
            items.waiting(sessionId, 1).forEach(item -> items.markFailed(sessionId, item, reason));
        }
    }

    private void write(long organisationId, String sessionId, ImportSettings settings, List<ImportItem> waiting) {
        List<ContactRequest> contacts = waiting.stream()
                .map(item -> bind(sessionId, item.contact(), ContactRequest.class))
                .toList();
        List<WrittenContact> written = writer.writeAll(organisationId, contacts, settings.join(), settings.rules());
        Map<ImportItem, WrittenContact> done = new LinkedHashMap<>();
        for (int i = 0; i < written.size(); i++) {
            done.put(waiting.get(i), written.get(i));
        }
        items.markWritten(sessionId, done);
        segments.detach(
                organisationId,
                settings.leave(),
                written.stream().map(WrittenContact::contactId).toList());
        if (!settings.eventType().isEmpty()) {
            List<Long> created = written.stream()
                    .filter(WrittenContact::created)
                    .map(WrittenContact::contactId)
                    .toList();
            Map<Long, List<ContactChannel>> channels =
                    finder.channels(created).stream().collect(Collectors.groupingBy(ContactChannel::contactId));
            created.forEach(contactId -> raise(
                    organisationId, settings.eventType(), contactId, channels.getOrDefault(contactId, List.of())));
        }
    }

    /**
     * Stores the event of a new contact; its key is the e-mail address, or else the phone number, or else the
     * id.
     */
    private void raise(long organisationId, String eventType, long contactId, List<ContactChannel> channels) {
        Map<ChannelType, String> addresses = new LinkedHashMap<>();
        for (ContactChannel channel : channels) {
            addresses.put(channel.type(), channel.address());
        }
        String email = addresses.getOrDefault(ChannelType.EMAIL, "");
        String sms = addresses.getOrDefault(ChannelType.SMS, "");
        Map<String, String> params = new LinkedHashMap<>();
        params.put("contactId", Long.toString(contactId));
        params.put("EmailAddress", email);
        params.put("SMS", sms);
        String key = !email.isEmpty() ? email : !sms.isEmpty() ? sms : Long.toString(contactId);
        events.raise(organisationId, eventType, key, json.write(params));
    }

    /** Each node has checked what it stored: what cannot be read is not wrong, but of another version. */
    private <T> T bind(String sessionId, String text, Class<T> type) {
        try {
            return json.bind(text.getBytes(StandardCharsets.UTF_8), type);
        } catch (JacksonException unknown) {
            throw new UnreadableImportException(sessionId, type);
        }
    }
}
