package io.latchkey.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The form in which a client expects a value: it fails on any other one. */
@FunctionalInterface
interface Form {

    /** Fails if the value at this place of an answer has another form, or is missing. */
    void check(String place, JsonNode value);

    /** Anything but null. */
    static Form some() {
        return (place, value) ->
                assertThat(value.isMissingNode() || value.isNull()).as(place).isFalse();
    }

    /** A list of any length. */
    static Form listOf(Form entry) {
        return (place, value) -> {
            assertThat(value.isArray()).as(place + " is a list").isTrue();
            for (int i = 0; i < value.size(); i++) {
                entry.check(place + "[" + i + "]", value.get(i));
            }
        };
    }

    /** A list that is not empty. */
    static Form someOf(Form entry) {
        return (place, value) -> {
            listOf(entry).check(place, value);
            assertThat(value).as(place).isNotEmpty();
        };
    }

    /** A list, or one object that is told from a list by this field. */
    static Form oneOrSomeOf(String field, Form entry) {
        return (place, value) -> (value.has(field) ? entry : someOf(entry)).check(place, value);
    }

    /** An object with other fields than those that the client reads, too. */
    static Fields reading(String... names) {
        return new Fields(false, Map.of(), Map.of()).and(Form.some(), names);
    }

    /** An object of a class without any other fields: the client fails on one that it does not know. */
    static Fields knowing(String... names) {
        return new Fields(true, Map.of(), Map.of()).and(Form.some(), names);
    }

    /**
     * An object.
     *
     * @param closed whether it must have no other fields
     */
    record Fields(boolean closed, Map<String, Form> always, Map<String, Form> sometimes) implements Form {

        /** The same with more fields. */
        Fields and(Form form, String... names) {
            return new Fields(closed, with(always, form, names), sometimes);
        }

        /** The same with more fields, which may be left out. */
        Fields maybe(Form form, String... names) {
            return new Fields(closed, always, with(sometimes, form, names));
        }

        private static Map<String, Form> with(Map<String, Form> fields, Form form, String... names) {
            Map<String, Form> more = new LinkedHashMap<>(fields);
            for (String name : names) {
                more.put(name, form);
            }
            return more;
        }

        @Override
        public void check(String place, JsonNode value) {
            assertThat(value.isObject()).as(place + " is an object").isTrue();
            Collection<String> present = value.propertyNames();
            assertThat(present).as(place).containsAll(always.keySet());
            always.forEach((name, form) -> form.check(place + "." + name, value.get(name)));
            sometimes.forEach((name, form) -> {
                if (present.contains(name)) {
                    form.check(place + "." + name, value.get(name));
                }
            });
            if (closed) {
                assertThat(present).as(place).allMatch(name -> always.containsKey(name) || sometimes.containsKey(name));
            }
        }
    }
}
