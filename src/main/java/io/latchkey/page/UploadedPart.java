package io.latchkey.page;

import io.latchkey.form.FormPart;
import jakarta.servlet.http.Part;
import java.io.InputStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** A part of an upload, as Jakarta Faces asks for it. It is only in memory. */
record UploadedPart(FormPart part) implements Part {

    @Override
    public InputStream getInputStream() {
        return part.stream();
    }

    @Override
    public String getContentType() {
        return part.contentType().orElse(null);
    }

    @Override
    public String getName() {
        return part.name();
    }

    @Override
    public String getSubmittedFileName() {
        return part.fileName().orElse(null);
    }

    @Override
    public long getSize() {
        return part.size();
    }

    /** What users upload holds keys and is never written to a disk. */
    @Override
    public void write(String fileName) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete() {
        // There is no file.
    }

    @Override
    public String getHeader(String name) {
        return part.headers().get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return Optional.ofNullable(getHeader(name)).stream().toList();
    }

    @Override
    public Collection<String> getHeaderNames() {
        return part.headers().keySet();
    }
}
