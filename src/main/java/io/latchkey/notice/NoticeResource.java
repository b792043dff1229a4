package io.latchkey.notice;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.rest.KeysetPage;
import io.latchkey.rest.QueryParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;

/** The notices of the caller's organisation, and what has become of them. */
@Singleton
@Path("v1/notices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(AccountRole.OWNER_ROLE)
public class NoticeResource {

    private static final int MAX_PAGE = 1000;

    private final NoticeHistory history;
    private final CallingUser user;

    @Inject
    NoticeResource(NoticeHistory history, CallingUser user) {
        this.history = history;
        this.user = user;
    }

    /** A page, the latest notice first; the {@code Link} header leads to the next. */
    @GET
    public Response list(@Context UriInfo uri) throws SQLException {
        QueryParameters parameters = QueryParameters.of(uri);
        int limit = parameters.number("limit", 1, MAX_PAGE).orElse(100L).intValue();
        long before = parameters.number("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        KeysetPage<NoticeDocument> page = KeysetPage.of(
                history.before(user.get().organisationId(), before, limit + 1),
                limit,
                uri,
                "before",
                NoticeDocument::position);
        return page.answer(new NoticeListDocument(page.rows(), page.nextAddress()));
    }
}
