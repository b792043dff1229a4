package io.latchkey.contact;

import io.latchkey.channel.ChannelType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What identifies an existing contact. An external customer id, if there is one, takes precedence, except for
 * {@link #ID}.
 */
public enum DedupeOn {
    /**
     * Any channel, e-mail first: the default. A device or the like identifies only a contact that the request
     * does not contradict ({@link ContactIdentification}).
     */
    ANY_CHANNEL("", ChannelType.values()),
    EMAIL("email", ChannelType.EMAIL),
    SMS("sms", ChannelType.SMS),
    EMAIL_OR_SMS("email_or_sms", ChannelType.SMS, ChannelType.EMAIL),
    ID("id"),
    EXTERNAL_CUSTOMER_ID("externalCustomerId");

    private final String code;
    private final List<ChannelType> channels;

    DedupeOn(String code, ChannelType... channels) {
        this.code = code;
        this.channels = List.of(channels);
    }

    /** Returns the constant with the given name, in any case, with or without underscores. */
    public static Optional<DedupeOn> of(String code) {
        String wanted = key(code);
        return wanted.isEmpty()
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(way -> key(way.code).equals(wanted))
                        .findFirst();
    }

    private static String key(String code) {
        return code.strip().replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Returns the channels to search, in this order. */
    List<ChannelType> channels() {
        return channels;
    }

    /** Returns the error message for a contact that lacks the identifying value. */
    String missing() {
        return switch (this) {
            case EMAIL -> "must contain an e-mail channel, or the contact must have an externalCustomerId";
            case SMS -> "must contain an sms channel, or the contact must have an externalCustomerId";
            default -> "must contain an address, or the contact must have an externalCustomerId";
        };
    }
}
