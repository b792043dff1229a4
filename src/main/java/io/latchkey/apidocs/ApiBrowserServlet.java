package io.latchkey.apidocs;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves the page for trying out the API and the files of its library that the page uses, and no other file of the
 * product. The library has a page of its own, which loads and shows whatever description it is told to.
 */
@WebServlet({ApiBrowserServlet.PAGE + "/*", ApiBrowserServlet.LIBRARY + "/*"})
public class ApiBrowserServlet extends HttpServlet {

    static final String PAGE = "/docs";
    static final String LIBRARY = "/webjars";

    private static final Pattern USED_OF_LIBRARY = Pattern.compile(
            LIBRARY + "/swagger-ui/[\\w.]+/(swagger-ui\\.css|swagger-ui-bundle\\.js|favicon-32x32\\.png)");

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = path(request);
        if (path.equals(PAGE)) {
            response.sendRedirect(request.getContextPath() + PAGE + "/");
            return;
        }
        Optional<URLConnection> file = open(path);
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(getServletContext().getMimeType(path));
        response.setContentLengthLong(file.get().getContentLengthLong());
        try (InputStream content = file.get().getInputStream()) {
            content.transferTo(response.getOutputStream());
        }
    }

    /**
     * Returns the time of the last modification, for browsers that already have the file; rounded down to
     * whole seconds, as browsers report it.
     */
    @Override
    protected long getLastModified(HttpServletRequest request) {
        try {
            Optional<URLConnection> file = open(path(request));
            if (file.isEmpty()) {
                return -1;
            }
            long time = file.get().getLastModified();
            file.get().getInputStream().close();
            return time > 0 ? time / 1000 * 1000 : -1;
        } catch (IOException unknown) {
            return -1;
        }
    }

    private static String path(HttpServletRequest request) {
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        return path.equals(PAGE + "/") ? path + "index.html" : path;
    }

    /**
     * Opens a file. Returns empty for a folder, which has no media type, for a file of the library that the page does
     * not use, and for anything outside of these folders, however the path is written.
     */
    private Optional<URLConnection> open(String path) throws IOException {
        if (getServletContext().getMimeType(path) == null || path.contains("..") || path.contains("\\")) {
            return Optional.empty();
        }
        if (path.startsWith(LIBRARY) && !USED_OF_LIBRARY.matcher(path).matches()) {
            return Optional.empty();
        }
        URL file = getServletContext().getResource(path);
        if (file == null) {
            return Optional.empty();
        }
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false);
        return Optional.of(connection);
    }
}
