package io.latchkey.userpage;

import io.latchkey.page.ListPart;
import io.latchkey.page.PageRefusal;
import io.latchkey.page.RequestNumbers;
import io.latchkey.page.RoleMissingException;
import io.latchkey.user.UserDocument;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;

/** The page of the organisation's users, which shows the list in parts. */
@Named("users")
@RequestScoped
public class UsersPage {

    private static final int ROWS = 100;

    @Inject
    private UserPageService service;

    @Inject
    private RequestNumbers numbers;

    @Inject
    private PageRefusal refusal;

    private ListPart<UserDocument> part = ListPart.none();

    /** Reads the requested part; answers 403 to a user who may not see it. */
    public void load() throws IOException {
        try {
            read();
        } catch (RoleMissingException noOwner) {
            refusal.forbidden();
        }
    }

    /** Reads the part again, after a change. */
    void read() {
        part = ListPart.of(service.after(getAfter(), ROWS + 1), ROWS, UserDocument::id);
    }

    /**
     * Returns the users of the part. They are read when they are shown, because a request that changes a user
     * does not need them before.
     */
    public List<UserDocument> getRows() {
        if (part.rows().isEmpty()) {
            read();
        }
        return part.rows();
    }

    /** Returns the id after which the part begins. */
    public long getAfter() {
        return numbers.find("after").orElse(0L);
    }

    /** Returns the id after which the next part begins; 0 if there is none. */
    public long getNext() {
        return part.next();
    }
}
