package io.latchkey.page;

import io.latchkey.form.FormPart;
import io.latchkey.form.FormReader;
import io.latchkey.form.LimitedStream;
import io.latchkey.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form with a file, read by the product: a server may read one without limiting its parts. Parameters in the
 * address are not seen, because a server that is asked for them reads the body too.
 */
final class Upload extends HttpServletRequestWrapper {

    private final List<Part> parts;
    private final Map<String, String[]> parameters;

    private Upload(HttpServletRequest request, List<Part> parts, Map<String, String[]> parameters) {
        super(request);
        this.parts = parts;
        this.parameters = parameters;
    }

    /**
     * Reads the form of the request.
     *
     * @param maxBytes the maximum size of the body
     * @throws ProblemException 400, if it cannot be read or has too many parts; 413, if it is too large
     * @throws IOException if it cannot be received
     */
    static HttpServletRequest read(HttpServletRequest request, int maxBytes) throws IOException {
        List<FormPart> form =
                FormReader.read(new LimitedStream(request.getInputStream(), maxBytes), request.getContentType());
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (FormPart part : form) {
            if (part.fileName().isEmpty()) {
                parameters.computeIfAbsent(part.name(), name -> values(form, name));
            }
        }
        List<Part> parts = form.stream().<Part>map(UploadedPart::new).toList();
        return new Upload(request, parts, parameters);
    }

    private static String[] values(List<FormPart> form, String name) {
        return form.stream()
                .filter(part -> part.name().equals(name) && part.fileName().isEmpty())
                .map(FormPart::text)
                .toArray(String[]::new);
    }

    @Override
    public Collection<Part> getParts() {
        return parts;
    }

    @Override
    public Part getPart(String name) {
        return parts.stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String[] getParameterValues(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }
}
