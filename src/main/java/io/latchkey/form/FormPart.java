package io.latchkey.form;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A part of a form: a file, or the value of a field. */
public final class FormPart {

    private final String name;
    private final PartHeaders headers;
    private final byte[] content;

    FormPart(String name, PartHeaders headers, byte[] content) {
        this.name = name;
        this.headers = headers;
        this.content = content;
    }

    /** Returns the name of the form's field. */
    public String name() {
        return name;
    }

    /** Returns the name of the file; empty if the part is not a file. */
    public Optional<String> fileName() {
        return headers.fileName();
    }

    /** Returns the media type; empty if the part does not say. */
    public Optional<String> contentType() {
        return headers.get(PartHeaders.CONTENT_TYPE);
    }

    /** Returns the headers that mean something in a form, by their names in lower case. */
    public Map<String, String> headers() {
        return headers.all();
    }

    /** Returns the size of the content in bytes. */
    public int size() {
        return content.length;
    }

    /** Returns a copy of the content. */
    public byte[] content() {
        return content.clone();
    }

    /** Returns the content from its beginning. */
    public InputStream stream() {
        return new ByteArrayInputStream(content);
    }

    /** Returns the content as text, which is UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
