package io.latchkey.right;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @Test
    void segmentsAreDecoded() {
        assertThat(segments("/")).containsExactly("");
        assertThat(segments("/orders/1")).containsExactly("orders", "1");
        assertThat(segments("/orders/")).containsExactly("orders", "");
        assertThat(segments("/b%C3%BCcher/%31/%e2%82%ac")).containsExactly("bücher", "1", "€");
        assertThat(segments("/a%20b/c+d/...")).containsExactly("a b", "c+d", "...");
    }

    @Test
    void theQueryIsNotOfThePath() {
        assertThat(segments("/orders?path=/../..;%2F")).containsExactly("orders");
        assertThat(segments("/?")).containsExactly("");
    }

    private static Iterable<String> segments(String target) {
        return RequestPath.parse(target).orElseThrow().segments();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "orders",
                "http://host/orders",
                "//orders",
                "/orders//1",
                "/orders//",
                "/.",
                "/..",
                "/orders/../admin",
                "/orders/./1",
                "/orders/..",
                "/orders/%2e%2e/admin",
                "/orders/.%2E/admin",
                "/orders/%2E",
                "/orders%2F..%2Fadmin",
                "/orders%2f1",
                "/orders%5C1",
                "/orders\\1",
                "/orders;v=1",
                "/orders/..;/admin",
                "/orders%3Bv=1",
                "/orders%3Fx",
                "/orders%23x",
                "/orders#x",
                "/orders/%252e%252e/admin",
                "/orders%00",
                "/orders%0d%0aX:1",
                "/orders%7F",
                "/orders%C2%85",
                "/orders\t",
                "/orders 1",
                "/orders/\u00fc",
                "/orders/\uff0f1",
                "/%c0%ae%c0%ae/admin",
                "/orders%c0%af1",
                "/%e0%80%af",
                "/%ff",
                "/%ed%a0%80",
                "/%",
                "/%2",
                "/%zz",
                "/%u002f",
                "/%\uff11\uff11",
                "/orders/%2"
            })
    void whatServersReadDifferentlyIsNoPath(String target) {
        assertThat(RequestPath.parse(target)).isEmpty();
    }

    @Test
    void thePathIsBounded() {
        assertThat(RequestPath.parse("/" + "x".repeat(8191))).isPresent();
        assertThat(RequestPath.parse("/" + "x".repeat(8192))).isEmpty();
    }
}
