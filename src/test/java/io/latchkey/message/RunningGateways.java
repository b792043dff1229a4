package io.latchkey.message;

import io.latchkey.testing.DatabaseKind;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Starts the gateways of a database at the first test that needs them, and stops them after the last of the run. */
final class RunningGateways implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.create(getClass()));
        return Arrays.stream(DatabaseKind.values())
                .map(kind -> store.getOrComputeIfAbsent(kind, Gateways::new, Gateways.class))
                .map(Arguments::of);
    }
}
