package io.latchkey.page;

import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Ends a request of Jakarta Faces with the page of errors in the place of the one that was asked for; before anything of that
 * is written.
 */
@Singleton
public class PageRefusal {

    @Inject
    PageRefusal() {}

    /**
     * There is no such page.
     *
     * @throws IOException when the answer cannot be sent
     */
    public void notFound() throws IOException {
        send(HttpServletResponse.SC_NOT_FOUND);
    }

    /**
     * The user's role does not cover it.
     *
     * @throws IOException as there
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
