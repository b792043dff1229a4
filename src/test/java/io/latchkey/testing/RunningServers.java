package io.latchkey.testing;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Starts one server a database at the first test that needs it, and stops it after the last test of the run. */
final class RunningServers implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.create(getClass()));
        return Arrays.stream(DatabaseKind.values())
                .map(kind -> store.getOrComputeIfAbsent(kind, LatchkeyServer::start, LatchkeyServer.class))
                .map(Arguments::of);
    }
}
