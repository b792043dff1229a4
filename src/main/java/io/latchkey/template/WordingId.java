package io.latchkey.template;

import java.io.Serializable;
import java.util.Objects;

/** The key of a {@link MessageWording}. A class, because Jakarta Persistence 3.1 takes no record for it. */
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
