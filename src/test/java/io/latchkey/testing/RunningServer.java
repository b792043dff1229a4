package io.latchkey.testing;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The one of the {@link RunningServers} that {@link OnOneDatabase} names. */
final class RunningServer implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        DatabaseKind kind = context.getRequiredTestClass()
                .getAnnotation(OnOneDatabase.class)
                .value();
        return Stream.of(Arguments.of(RunningServers.on(kind, context)));
    }
}
