package io.latchkey.page;

import java.util.regex.Pattern;

/** Where a user goes on to from signing in. */
final class Target {

    private static final Pattern PAGE = Pattern.compile("/settings/[a-z]{1,20}([?]number=[0-9]{1,18})?");

    private Target() {}

    /** The wanted page, or the first one: never an address of another site. */
    static String of(String wanted) {
        return PAGE.matcher(wanted).matches() ? wanted : HomeServlet.FIRST_PAGE;
    }
}
