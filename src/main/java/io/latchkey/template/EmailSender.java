package io.latchkey.template;

import java.util.Optional;

/**
 * The sender of an e-mail.
 *
 * @param name the display name; may be empty
 * @param address the address, in the form of {@link Channel#normalise}
 */
public record EmailSender(String name, String address) {

    /**
     * Parses {@code a@example.com}, {@code <a@example.com>} or {@code Name <a@example.com>}, where the name
     * may be quoted.
     */
    public static Optional<EmailSender> parse(String from) {
        String text = from.strip();
        if (!text.endsWith(">")) {
            return Channel.EMAIL.normalise(text).map(address -> new EmailSender("", address));
        }
        int open = text.lastIndexOf('<');
        if (open < 0) {
            return Optional.empty();
        }
        String name = unquote(text.substring(0, open).strip());
        return Channel.EMAIL
                .normalise(text.substring(open + 1, text.length() - 1))
                .map(address -> new EmailSender(name, address));
    }

    private static String unquote(String name) {
        if (name.length() < 2 || !name.startsWith("\"") || !name.endsWith("\"")) {
            return name;
        }
        return name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /** Returns whether both have the same address, whatever their names. */
    public boolean hasAddressOf(EmailSender other) {
        return address.equals(other.address);
    }

    /** Returns a sender with the same address but another name. */
    public EmailSender named(String otherName) {
        return new EmailSender(otherName, address);
    }

    /** Returns the form that {@link #parse} accepts. */
    @Override
    public String toString() {
        return name.isEmpty() ? address : "\"" + name.replaceAll("[\"\\\\]", "\\\\$0") + "\" <" + address + ">";
    }
}
