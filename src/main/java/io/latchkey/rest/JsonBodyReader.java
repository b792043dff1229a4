package io.latchkey.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;

/** Reads request bodies into records. A record that is passed to a resource satisfies its constraints. */
@Provider
@Singleton
@Consumes({MediaType.APPLICATION_JSON, JsonBodyReader.MERGE_PATCH})
public class JsonBodyReader implements MessageBodyReader<Record> {

    /** The media type of a merge patch (RFC 7396). */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private final BodyBinder binder;

    @Inject
    public JsonBodyReader(BodyBinder binder) {
        this.binder = binder;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] bytes = body.readAllBytes();
        try {
            return binder.bind(bytes, type);
        } finally {
            // It may have contained a password or a key.
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
