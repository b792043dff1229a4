package io.latchkey.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,192.0.2.255",
        "192.0.2.7,192.0.2.7",
        "192.0.2.7/32,192.0.2.7",
        "0.0.0.0/0,255.255.255.255",
        "192.0.2.128/25,192.0.2.128",
        "192.0.2.0/24,::ffff:192.0.2.1",
        "::ffff:192.0.2.0/120,192.0.2.1",
        "2001:db8::/32,2001:DB8:ffff::1",
        "2001:db8::1,2001:db8:0:0:0:0:0:1",
        "::/0,::1"
    })
    void holdsTheAddressesOfTheNetwork(String network, String address) {
        assertThat(Cidr.parse(network).orElseThrow().contains(address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,192.0.3.0",
        "192.0.2.128/25,192.0.2.127",
        "192.0.2.7,192.0.2.8",
        "0.0.0.0/0,::1",
        "::/0,192.0.2.1",
        "2001:db8::/32,2001:db9::1",
        "0.0.0.0/0,localhost",
        "0.0.0.0/0,1",
        "::/0,fe80::1%eth0"
    })
    void holdsNoOther(String network, String address) {
        assertThat(Cidr.parse(network).orElseThrow().contains(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.1/8",
                "10.0.0/8",
                "010.0.0.0/8",
                "256.0.0.0/8",
                "10.0.0.0/8 ",
                "beef",
                "example.com",
                "localhost",
                "::/129",
                "2001:db8::1/32",
                ":::",
                "[::1]",
                "::ffff:192.0.2.0/24",
                "1:2:3:4:5:6:7",
                "fe80::1%lo/128",
                "10.0.0.0/8/8"
            })
    void isNothingElse(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }
}
