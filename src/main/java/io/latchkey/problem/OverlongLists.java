package io.latchkey.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the lists of a record that exceed their {@code @Size}, among those that Jakarta Validation would
 * cascade to: it validates every entry of a list that is too long, and reports an error for each.
 */
final class OverlongLists {

    private final List<FieldError> errors = new ArrayList<>();

    private OverlongLists() {}

    /** Returns one error per overlong list. */
    static List<FieldError> in(Object value) {
        OverlongLists search = new OverlongLists();
        search.look("", value);
        return search.errors;
    }

    private void look(String path, Object value) {
        if (!(value instanceof Record)) {
            return;
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String at = path.isEmpty() ? component.getName() : path + "." + component.getName();
            Object part = read(component.getAccessor(), value);
            if (part instanceof List<?> list) {
                lookAt(at, list, component);
            } else if (component.getAccessor().isAnnotationPresent(Valid.class)) {
                look(at, part);
            }
        }
    }

    private void lookAt(String path, List<?> list, RecordComponent component) {
        Size size = component.getAccessor().getAnnotation(Size.class);
        if (size != null && list.size() > size.max()) {
            errors.add(new FieldError(path, "must have at most " + size.max() + " entries"));
        } else if (cascades(component)) {
            for (int i = 0; i < list.size(); i++) {
                look(path + "[" + i + "]", list.get(i));
            }
        }
    }

    private static boolean cascades(RecordComponent list) {
        return list.getAnnotatedType() instanceof AnnotatedParameterizedType type
                && type.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(Valid.class);
    }

    private static Object read(Method accessor, Object value) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record cannot be read", e);
        }
    }
}
