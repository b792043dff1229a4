package io.latchkey.rest;

import io.latchkey.form.FormReader;
import io.latchkey.form.MultipartForm;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Reads forms with files, in place of Jakarta REST's {@code EntityPart}: servers read that without limiting the
 * number of parts, and write files to temporary ones.
 */
@Provider
@Singleton
@Consumes(MediaType.MULTIPART_FORM_DATA)
public class FormBodyReader implements MessageBodyReader<MultipartForm> {

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == MultipartForm.class;
    }

    @Override
    public MultipartForm readFrom(
            Class<MultipartForm> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        // Limited by BodyLimit, as it depends on the method.
        return new MultipartForm(FormReader.read(body, headers.getFirst(HttpHeaders.CONTENT_TYPE)));
    }
}
