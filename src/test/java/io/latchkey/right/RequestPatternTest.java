package io.latchkey.right;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPatternTest {

    @ParameterizedTest
    @CsvSource({
        "GET /orders, GET, /orders, true",
        "GET /orders, HEAD, /orders, false",
        "GET /orders, get, /orders, false",
        "* /orders, HEAD, /orders, true",
        "* /orders, PROPFIND, /orders, true",
        "GET /orders, GET, /orders/, false",
        "GET /orders, GET, /Orders, false",
        "GET /orders, GET, /orders/1, false",
        "GET /orders/, GET, /orders/, true",
        "GET /orders/, GET, /orders, false",
        "GET /, GET, /, true",
        "GET /, GET, /orders, false",
        "GET /orders/*, GET, /orders/1, true",
        "GET /orders/*, GET, /orders, false",
        "GET /orders/*, GET, /orders/, false",
        "GET /orders/*, GET, /orders/1/lines, false",
        "GET /orders/*, GET, /orders/1/, false",
        "GET /*/lines, GET, /orders/lines, true",
        "GET /orders/**, GET, /orders, true",
        "GET /orders/**, GET, /orders/, true",
        "GET /orders/**, GET, /orders/1/lines, true",
        "GET /orders/**, GET, /ordersx, false",
        "GET /orders/*/**, GET, /orders/1, true",
        "GET /orders/*/**, GET, /orders, false",
        "* /**, DELETE, /, true",
        "GET /bücher, GET, /b%C3%BCcher, true",
        "GET /a b, GET, /a%20b, true",
        "GET /orders, GET, /%6frders, true"
    })
    void aPatternCoversItsRequests(String pattern, String method, String target, boolean covered) {
        RequestPath path = RequestPath.parse(target).orElseThrow();

        assertThat(RequestPattern.parse(pattern).orElseThrow().covers(method, path))
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /orders, GET, /orders",
        "* /**, GET, /any",
        "HEAD /, HEAD, /",
        "PATCH /*/lines/, PATCH, /any/lines/",
        "GET /bücher & été, GET, /b%C3%BCcher%20%26%20%C3%A9t%C3%A9"
    })
    void itsExampleIsARequestThatItCovers(String text, String method, String path) {
        RequestPattern pattern = RequestPattern.parse(text).orElseThrow();

        assertThat(pattern.exampleMethod()).isEqualTo(method);
        assertThat(pattern.examplePath()).isEqualTo(path);
        assertThat(pattern.covers(method, RequestPath.parse(path).orElseThrow()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/orders",
                "GET",
                "GET orders",
                "get /orders",
                "GET  /orders",
                "GET,POST /orders",
                "GET /orders//1",
                "GET /orders/../admin",
                "GET /orders/.",
                "GET /orders*",
                "GET /**/lines",
                "GET /***",
                "GET /orders?x",
                "GET /orders;x",
                "GET /orders%20",
                "GET /orders#x",
                "GET /orders\\x",
                "GET /orders\n* /**",
                "GET /orders\u0085* /**"
            })
    void whatIsNoPatternIsRefused(String text) {
        assertThat(RequestPattern.parse(text)).isEmpty();
    }

    @Test
    void aPatternIsBounded() {
        assertThat(RequestPattern.parse("GET /" + "x".repeat(250))).isPresent();
        assertThat(RequestPattern.parse("GET /" + "x".repeat(251))).isEmpty();
    }
}
