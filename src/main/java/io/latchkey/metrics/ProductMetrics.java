package io.latchkey.metrics;

import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.DisabledBy;
import io.latchkey.key.PresentedKeys;
import io.latchkey.limit.ForgottenCounts;
import io.latchkey.revocation.ChangeListener;
import io.latchkey.usage.KeyActivity;
import io.latchkey.usage.LastUses;
import io.latchkey.usage.SweepCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Registers what this node counts, and the metrics of the Java runtime itself. */
@Singleton
public class ProductMetrics {

    private static final double NANOS = 1e9;

    private final PrometheusMeterRegistry registry;

    @Inject
    public ProductMetrics(
            PrometheusMeterRegistry registry,
            KeyDecisions decisions,
            PresentedKeys keys,
            ChangeListener listener,
            LastUses lastUses,
            KeyActivity activity,
            ForgottenCounts forgotten,
            SweepCounts sweeps) {
        this.registry = registry;
        for (KeyDecision decision : KeyDecision.values()) {
            counter(
                    "latchkey.authentications",
                    decisions,
                    counts -> counts.number(decision),
                    "result",
                    label(decision));
        }
        counter("latchkey.key.cache.requests", keys, PresentedKeys::hits, "result", "hit");
        counter("latchkey.key.cache.requests", keys, PresentedKeys::misses, "result", "miss");
        gauge("latchkey.key.cache.size", keys::size);
        // The same as for readiness: a database without change notifications must not cause an alarm.
        gauge("latchkey.changes.in.step", () -> listener.isInStep() ? 1 : 0);
        lag(lastUses::lag, "last-uses");
        lag(activity::lag, "activity");
        FunctionCounter.builder("latchkey.limits.forgotten", forgotten, ForgottenCounts::number)
                .register(registry);
        for (DisabledBy cause : List.of(DisabledBy.INACTIVITY, DisabledBy.EXPIRY)) {
            counter("latchkey.sweep.disabled.keys", sweeps, counts -> counts.disabled(cause), "cause", label(cause));
        }
        counter("latchkey.sweep.runs", sweeps, SweepCounts::runs, "result", "success");
        counter("latchkey.sweep.runs", sweeps, SweepCounts::failures, "result", "failure");
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /**
     * The registry holds only a weak reference to the owner, which must therefore live as long as the
     * registry: a bean.
     */
    private <T> void counter(String name, T owner, ToDoubleFunction<T> number, String tag, String value) {
        FunctionCounter.builder(name, owner, number).tag(tag, value).register(registry);
    }

    private void gauge(String name, Supplier<Number> number) {
        Gauge.builder(name, number).register(registry);
    }

    private void lag(Supplier<Duration> lag, String of) {
        Gauge.builder("latchkey.flush.lag", () -> lag.get().toNanos() / NANOS)
                .baseUnit("seconds")
                .tag("of", of)
                .register(registry);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
