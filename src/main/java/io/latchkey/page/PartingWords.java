package io.latchkey.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * What is said on the next page instead of on the one that the user has to leave: a response that leads to another page
 * shows nothing itself. It is kept in the session, since anybody can write an address.
 */
@Named("partingWords")
@RequestScoped
public class PartingWords {

    private static final String TEXT = PartingWords.class.getName() + ".text";

    @Inject
    private HttpServletRequest request;

    private String text;

    /** Keeps a text until the next page is shown. */
    public void say(String said) {
        request.getSession().setAttribute(TEXT, said);
    }

    /** Returns the text, to the first request that shows a page; empty if there is none. */
    public String getText() {
        if (text == null) {
            text = take();
        }
        return text;
    }

    private String take() {
        HttpSession session = request.getSession(false);
        // What a script asks for is a part of a page.
        if (session == null
                || !request.getMethod().equals("GET")
                || !(session.getAttribute(TEXT) instanceof String kept)) {
            return "";
        }
        session.removeAttribute(TEXT);
        return kept;
    }
}
