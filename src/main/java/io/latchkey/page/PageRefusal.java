package io.latchkey.page;

import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Ends a Jakarta Faces request with the error page instead of the requested one. To be used before any of the
 * response has been written.
 */
@Singleton
public class PageRefusal {

    @Inject
    PageRefusal() {}

    /**
     * Responds that there is no such page: 404.
     *
     * @throws IOException if the response cannot be sent
     */
    public void notFound() throws IOException {
        send(HttpServletResponse.SC_NOT_FOUND);
    }

    /**
     * Responds that the user's role does not permit the request: 403.
     *
     * @throws IOException if the response cannot be sent
     */
    public void forbidden() throws IOException {
        send(HttpServletResponse.SC_FORBIDDEN);
    }

    private static void send(int status) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().responseSendError(status, "");
        faces.responseComplete();
    }
}
