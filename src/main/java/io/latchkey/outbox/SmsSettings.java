package io.latchkey.outbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The permitted sender names of text messages, configured by {@code latchkey.sms.senders}. */
@Singleton
public class SmsSettings {

    private final List<String> senders;

    @Inject
    public SmsSettings(@ConfigProperty(name = "latchkey.sms.senders") Optional<String[]> senders) {
        this.senders = List.of(senders.orElse(new String[0]));
    }

    /** Returns whether the name may be used: one of those configured, or any when none is configured. */
    public boolean allows(String sender) {
        return senders.isEmpty() || senders.contains(sender);
    }

    /** Returns the configured names. */
    public List<String> senders() {
        return senders;
    }
}
