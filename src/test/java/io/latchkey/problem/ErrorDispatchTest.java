package io.latchkey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Stub;
import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLTransientConnectionException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorDispatchTest {

    private final Map<String, Object> attributes = new HashMap<>();
    private String accept = "*/*";

    @ParameterizedTest
    @CsvSource({
        "/manage/v1/keys/1, default, 503",
        "/api/v1/version, default, 503",
        "/verify, default, 503",
        "/manage/v1/keys/1, io.latchkey.problem.UnknownPathServlet, 503",
        "/manage/v1/keys/1, io.latchkey.boot.ManageApplication, 404",
        "/nothing, default, 404",
        "/verify-nothing, default, 404",
        "/settings/nothing, Faces, 404"
    })
    void whatIsThereIsNotCalledMissingByAServerThatStarts(String path, String servlet, int status) {
        assertThat(failed(path, 404, servlet).status()).isEqualTo(status);
    }

    @Test
    void anotherStatusStays() {
        assertThat(failed("/api/v1/version", 400, "default").status()).isEqualTo(400);
        assertThat(failed("/api/v1/version", 405, "default").status()).isEqualTo(405);
    }

    @Test
    void aDatabaseThatIsAwayIsNoFault() {
        attributes.put(RequestDispatcher.ERROR_EXCEPTION, new SQLTransientConnectionException("away", "08006"));
        assertThat(failed("/settings/api", 500, "Faces").status()).isEqualTo(503);
    }

    @Test
    void aPageThatWasForgottenIsNoFault() {
        attributes.put(
                RequestDispatcher.ERROR_EXCEPTION, new ServletException(new ViewExpiredException("/settings/profile")));
        assertThat(failed("/settings/profile", 500, "Faces").status()).isEqualTo(409);
    }

    @Test
    void whoeverComesWithoutAnErrorFindsNothing() {
        assertThat(ErrorDispatch.of(request()).status()).isEqualTo(404);
    }

    @Test
    void aPageIsForBrowsersOutsideOfWhatProgramsUse() {
        assertThat(failed("/settings/x", 404, "Faces").forPeople()).isFalse();
        accept = "text/html,*/*";
        assertThat(failed("/settings/x", 404, "Faces").forPeople()).isTrue();
        assertThat(failed("/manage/v1/x", 404, "io.latchkey.boot.ManageApplication")
                        .forPeople())
                .isFalse();
    }

    private ErrorDispatch failed(String path, int status, String servlet) {
        attributes.put(RequestDispatcher.ERROR_REQUEST_URI, "/latchkey" + path);
        attributes.put(RequestDispatcher.ERROR_STATUS_CODE, status);
        attributes.put(RequestDispatcher.ERROR_SERVLET_NAME, servlet);
        return ErrorDispatch.of(request());
    }

    private HttpServletRequest request() {
        return Stub.request((method, arguments) -> switch (method) {
            case "getAttribute" -> attributes.get(arguments[0]);
            case "getContextPath" -> "/latchkey";
            case "getHeader" -> accept;
            default -> throw new UnsupportedOperationException(method);
        });
    }
}
