package io.latchkey.signinpage;

import io.latchkey.page.HomeServlet;
import java.util.regex.Pattern;

/** Determines the page to which a user continues after signing in. */
final class Target {

    /**
     * A parameter of a page: which item or which part of a list to show, or what to do with it. A number may
     * be missing, as a link to the next part may leave it empty.
     */
    private static final String PART = "((number|before|after)=[0-9]{0,18}|message=[0-9a-f-]{36}|verify=1)";

    private static final Pattern PAGE =
            Pattern.compile("/settings/[a-z]{1,20}(-[a-z]{1,20})?([?]" + PART + "(&" + PART + "){0,2})?");

    private Target() {}

    /** Returns the requested page, or the first one; never an address of another site. */
    static String of(String wanted) {
        return PAGE.matcher(wanted).matches() ? wanted : HomeServlet.FIRST_PAGE;
    }
}
