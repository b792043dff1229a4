package io.latchkey.problem;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers unknown paths with 404, in place of the container's servlets for files and for Jakarta Server
 * Pages: Open Liberty's would log the path, into which somebody may have pasted a key.
 */
@WebServlet({"/", "*.jsp", "*.jspx", "*.jsv", "*.jsw"})
public class UnknownPathServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
