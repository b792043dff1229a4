package io.latchkey.page;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Redirects from the root to the first page. */
@WebServlet("")
public class HomeServlet extends HttpServlet {

    /** The page for users who have not requested a specific one, as a path relative to the context path. */
    public static final String FIRST_PAGE = "/settings/api";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(request.getContextPath() + FIRST_PAGE);
    }
}
