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

/** The organisation's users, part by part. */
@Named("users")
@RequestScoped
public class UsersPage {

    private static final int ROWS = 100;

    @Inject
    private UserDesk desk;

    @Inject
    private RequestNumbers numbers;

    @Inject
    private PageRefusal refusal;

    private ListPart<UserDocument> part = ListPart.none();

    /** Reads the part that the request asks for; there is no page for a user who may not see it. */
    public void load() throws IOException {
        try {
            read();
        } catch (RoleMissingException noOwner) {
            refusal.forbidden();
        }
    }

    /** Reads it again, after a change. */
    void read() {
        part = ListPart.of(desk.after(getAfter(), ROWS + 1), ROWS, UserDocument::id);
    }

    /** The users of the part; read when they are shown, for a request that changes one asks for none before. */
    public List<UserDocument> getRows() {
        if (part.rows().isEmpty()) {
            read();
        }
        return part.rows();
    }

    /** The id that the part lies after. */
    public long getAfter() {
        return numbers.find("after").orElse(0L);
    }

    /** The id that the next part lies after; 0 when there is none. */
    public long getNext() {
        return part.next();
    }
}
