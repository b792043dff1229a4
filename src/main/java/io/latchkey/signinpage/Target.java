package io.latchkey.signinpage;

import io.latchkey.page.HomeServlet;
import java.util.regex.Pattern;

/** Where a user goes on to from signing in. */
final class Target {

    /** A page, and which part of it, or what of it is asked for: a link to the next part may leave a number open. */
    private static final String PART = "((number|before|after)=[0-9]{0,18}|message=[0-9a-f-]{36}|(verify|saved)=1)";

    private static final Pattern PAGE =
            Pattern.compile("/settings/[a-z]{1,20}(-[a-z]{1,20})?([?]" + PART + "(&" + PART + "){0,2})?");

    private Target() {}

    /** The wanted page, or the first one: never an address of another site. */
    static String of(String wanted) {
        return PAGE.matcher(wanted).matches() ? wanted : HomeServlet.FIRST_PAGE;
    }
}
