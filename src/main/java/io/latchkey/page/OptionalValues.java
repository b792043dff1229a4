package io.latchkey.page;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Reads optional values for the pages, whose expressions must not call methods of {@link Optional}: since Jakarta
 * Expression Language 6.0 (OptionalELResolver), such a call goes to the value itself.
 */
@Named("optional")
@Singleton
public class OptionalValues {

    /**
     * Returns the value, or another if there is none.
     *
     * @param value an {@link Optional}, or what it contains, which Expression Language 6.0 passes in its place;
     *     null for an empty one
     */
    public Object orElse(Object value, Object other) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return present == null ? other : present;
    }
}
