package io.latchkey.testing;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Starts one server a database at the first test that needs it, and stops it after the last test of the run. The system property
 * {@code latchkey.test.databases}, {@code H2} or {@code POSTGRESQL}, leaves the other one out.
 */
final class RunningServers implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        String chosen = System.getProperty("latchkey.test.databases", "");
        return Arrays.stream(DatabaseKind.values())
                .filter(kind -> chosen.isEmpty() || chosen.equals(kind.name()))
                .map(kind -> on(kind, context))
                .map(Arguments::of);
    }

    /** The server on this kind of database. */
    static LatchkeyServer on(DatabaseKind kind, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningServers.class))
                .getOrComputeIfAbsent(kind, LatchkeyServer::start, LatchkeyServer.class);
    }
}
