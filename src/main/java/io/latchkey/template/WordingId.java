package io.latchkey.template;

import java.io.Serializable;
import java.util.Objects;

/**
 * The primary key of a {@link MessageWording}. Not a record, because Jakarta Persistence 3.1 does not support
 * records as id classes.
 */
public class WordingId implements Serializable {

    private static final long serialVersionUID = 1L;

    private long templateId;
    private String language;

    /** For Jakarta Persistence. */
    public WordingId() {}

    WordingId(long templateId, String language) {
        this.templateId = templateId;
        this.language = language;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordingId id && id.templateId == templateId && id.language.equals(language);
    }

    @Override
    public int hashCode() {
        return Objects.hash(templateId, language);
    }
}
