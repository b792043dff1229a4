package io.latchkey.problem;

/** What a caller can do about an HTTP status code that the server itself chose. */
final class StatusDetail {

    private StatusDetail() {}

    static String of(int status) {
        return switch (status) {
            case 400 -> "The request could not be understood.";
            case 403 -> "The method is closed.";
            case 404 -> "There is nothing at this path, or nothing of yours.";
            case 405 -> "The path does not know this HTTP method; the Allow header names those it knows.";
            case 406 -> "No representation fits the Accept header; application/json is what there is.";
            case 413 -> "The body is too large.";
            case 415 -> "The body's media type is not known here; send application/json.";
            default -> status < 500 ? "The request was refused." : "The fault is on our side and has been logged.";
        };
    }
}
