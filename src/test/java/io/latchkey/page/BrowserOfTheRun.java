package io.latchkey.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Chromium} of their thread, as Playwright serves no two at once, each test with windows of its own; where
 * there is none, they are skipped.
 */
public final class BrowserOfTheRun implements BeforeAllCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Chromium.executable().isPresent(), "No Chromium here: install it, or name it by latchkey.chromium");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Chromium resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(BrowserOfTheRun.class))
                .getOrComputeIfAbsent(
                        Thread.currentThread(),
                        thread -> Chromium.start(Chromium.executable().orElseThrow()),
                        Chromium.class);
    }
}
