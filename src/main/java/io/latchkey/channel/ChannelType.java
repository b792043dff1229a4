package io.latchkey.channel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of channel, and what an address in it looks like. */
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

    /** Characters; what the index over a channel's address can hold in any script. */
    public static final int MAX_ADDRESS = 500;

    private final String code;
    private final boolean identifying;

    ChannelType(String code, boolean identifying) {
        this.code = code;
        this.identifying = identifying;
    }

    /** The word for it in JSON. */
    @JsonValue
    public String code() {
        return code;
    }

    /** Whether the address says who a contact is: a contact has one of the kind, and keeps it from all others. */
    public boolean isIdentifying() {
        return identifying;
    }

    /** The address in its normal form; none when the text is not an address of this kind. */
    public Optional<Address> parse(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.length() > MAX_ADDRESS
                ? Optional.empty()
                : Optional.of(new Address(stripped, stripped));
    }

    /**
     * The kind that a word names, in any case.
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
