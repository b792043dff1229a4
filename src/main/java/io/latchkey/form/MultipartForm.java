package io.latchkey.form;

import java.util.List;

/**
 * A form as the body of a request.
 *
 * @param parts in their order; several may have the same name
 */
public record MultipartForm(List<FormPart> parts) {

    /** Copies the list. */
    public MultipartForm {
        parts = List.copyOf(parts);
    }
}
