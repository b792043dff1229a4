package io.latchkey.keypage;

import io.latchkey.page.UserMessages;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRight;
import io.latchkey.security.GuardedApi;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;

/** Provides the rights that a key can be given: the built-in ones and the organisation's own. */
@Named("rights")
@RequestScoped
public class RightChoices {

    @Inject
    private KeyPageService service;

    @Inject
    private GuardedApi api;

    @Inject
    private UserMessages userMessages;

    private List<RightChoice> choices = List.of();

    /** Returns all rights, the built-in ones first. */
    public List<RightChoice> getChoices() {
        if (choices.isEmpty()) {
            List<RightChoice> found = new ArrayList<>();
            AccessRight.builtIn().forEach(right -> found.add(choice(right)));
            service.customRights().forEach(right -> found.add(choice(right)));
            choices = List.copyOf(found);
        }
        return choices;
    }

    private RightChoice choice(AccessRight right) {
        return new RightChoice(
                right.name(),
                userMessages.text("right." + right.name()),
                userMessages.text("opens." + right.name()),
                true,
                api.answeredFor(right).stream()
                        .map(method -> new RightChoice.Method(method.httpMethod(), method.path()))
                        .toList());
    }

    private RightChoice choice(CustomRight right) {
        return new RightChoice(
                KeyForm.CUSTOM + right.name(),
                right.name() + " – " + right.description(),
                userMessages.text("opens.CUSTOM"),
                false,
                right.patterns().stream()
                        .map(pattern -> pattern.split(" ", 2))
                        .map(parts -> new RightChoice.Method(parts[0], parts[1]))
                        .toList());
    }
}
