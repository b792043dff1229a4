package io.latchkey.message;

import io.latchkey.testing.DatabaseKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Starts the gateways at the first test that needs them, and stops them after the last of the run. On one database: what the
 * outbox asks each of them, its own tests ask.
 */
final class RunningGateways implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.create(getClass()));
        return Stream.of(DatabaseKind.POSTGRESQL)
                .map(kind -> store.getOrComputeIfAbsent(kind, Gateways::new, Gateways.class))
                .map(Arguments::of);
    }
}
