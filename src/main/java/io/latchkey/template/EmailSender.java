package io.latchkey.template;

import java.util.Optional;

/**
 * Who writes an e-mail.
 *
 * @param name the name that is shown; may be empty
 * @param address the address, in the form of {@link Channel#normalise}
 */
public record EmailSender(String name, String address) {

    /** Reads {@code a@example.com}, {@code <a@example.com>}, {@code Name <a@example.com>} or the name in quotes. */
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

    /** The same address under another name. */
    public EmailSender named(String otherName) {
        return new EmailSender(otherName, address);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return name.isEmpty() ? address : "\"" + name.replaceAll("[\"\\\\]", "\\\\$0") + "\" <" + address + ">";
    }
}
