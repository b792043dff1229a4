package io.latchkey.rest;

import io.latchkey.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * Writes response bodies that are records; a list is a record with one {@code @JsonValue}.
 *
 * <p>Declared for {@code Record} rather than {@code Object}: among several writers, Jakarta REST chooses the
 * one whose type is nearest (section 4.2.4), and the server's own JSON writer is declared for {@code Object}.
 */
@Provider
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public class JsonBodyWriter implements MessageBodyWriter<Record> {

    private final Json json;

    @Inject
    public JsonBodyWriter(Json json) {
        this.json = json;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public void writeTo(
            Record value,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        // Serialised completely before the first byte is sent: a failure half-way would result in a broken
        // response with status 200.
        out.write(json.write(value).getBytes(StandardCharsets.UTF_8));
    }
}
