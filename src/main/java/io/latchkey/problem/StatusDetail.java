package io.latchkey.problem;

/** What a caller can do about an HTTP status code chosen by the server itself. */
final class StatusDetail {

    private StatusDetail() {}

    static String of(int status) {
        return switch (status) {
            case 400 -> "The request could not be understood.";
            case 403 -> "The method is not available.";
            case 404 -> "There is nothing at this path, or it does not belong to you.";
            case 405 -> "The path does not support this HTTP method; the Allow header lists those it does.";
            case 406 -> "No representation matches the Accept header; application/json is available.";
            case 413 -> "The body is too large.";
            case 415 -> "The body's media type is not supported here; send application/json.";
            default -> status < 500 ? "The request was refused." : "An internal error occurred and has been logged.";
        };
    }
}
