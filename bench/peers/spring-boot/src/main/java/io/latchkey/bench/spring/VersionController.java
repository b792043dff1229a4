package io.latchkey.bench.spring;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same answer as Latchkey's version. */
@RestController
class VersionController {

    @GetMapping("/api/v1/version")
    Version version() {
        return new Version("0.1.0-SNAPSHOT", "v1");
    }

    record Version(String version, String protocolVersion) {}
}
