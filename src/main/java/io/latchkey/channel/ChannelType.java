package io.latchkey.channel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A type of channel, which defines the form of its addresses. */
public enum ChannelType {
    EMAIL("email", true) {
        @Override
        public Optional<Address> parse(String text) {
            return EmailAddress.parse(text);
        }
    },
    SMS("sms", true) {
        @Override
        public Optional<Address> parse(String text) {
            return PhoneNumber.parse(text);
        }
    },
    VIBER("viber", false),
    TELEGRAM("telegram", false),
    WHATSAPP("whatsapp", false),
    MOBILE_PUSH("mobilepush", false),
    WEB_PUSH("webpush", false),
    APP_INBOX("appinbox", false),
    INBOX("inbox", false);

    /** In characters; what the index on a channel's address can hold in any script. */
    public static final int MAX_ADDRESS = 500;

    private final String code;
    private final boolean identifying;

    ChannelType(String code, boolean identifying) {
        this.code = code;
        this.identifying = identifying;
    }

    /** Returns the name used in JSON. */
    @JsonValue
    public String code() {
        return code;
    }

    /**
     * Returns whether the address identifies a contact: a contact has only one of this type and shares it
     * with no other.
     */
    public boolean isIdentifying() {
        return identifying;
    }

    /** Returns the address in its normal form; empty when the text is not an address of this type. */
    public Optional<Address> parse(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.length() > MAX_ADDRESS
                ? Optional.empty()
                : Optional.of(new Address(stripped, stripped));
    }

    /**
     * Returns the type with the given name, in any case.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static ChannelType of(String code) {
        String wanted = code.strip().toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return Arrays.stream(values())
                .filter(type -> type.code.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No kind of channel"));
    }
}
