package io.latchkey.revocation;

import io.latchkey.database.BackgroundWork;
import io.latchkey.database.DatabaseUrl;
import io.latchkey.database.Unpooled;
import io.latchkey.key.KeyCacheValidity;
import io.latchkey.keytoken.KnownSecrets;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Listens on a dedicated connection for changes to keys made on any node. This node may cache keys only while
 * it listens: at startup, and after a lost connection or silence, it may not until it is in step again.
 *
 * <p>A silently lost connection is detected by polling it: cached keys are trusted for
 * {@code latchkey.cache.trust} after the last answered poll was sent, and no longer.
 */
@Singleton
public class ChangeListener {

    private static final Logger LOG = System.getLogger(ChangeListener.class.getName());

    private static final Duration AGAIN_AFTER = Duration.ofMillis(250);

    /** How long an answer may take before the connection is given up; trust ends by itself meanwhile. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    /** Polls per trust period; more than one, so that a late answer does not end the trust. */
    private static final int QUESTIONS = 4;

    private final DataSource unpooled;
    private final DataSource pooled;
    private final KeyCacheValidity validity;
    private final KnownSecrets known;
    private final DatabaseUrl url;
    private final Duration trust;

    @Resource
    private ManagedThreadFactory threads;

    private volatile boolean stopped;
    private volatile Optional<Thread> thread = Optional.empty();

    /**
     * @throws IllegalArgumentException if {@code latchkey.cache.trust} is not from 100 milliseconds to a
     *     minute
     */
    @Inject
    public ChangeListener(
            @Unpooled DataSource unpooled,
            DataSource pooled,
            KeyCacheValidity validity,
            KnownSecrets known,
            @ConfigProperty(name = "latchkey.db.url") Optional<String> url,
            @ConfigProperty(name = "latchkey.cache.trust") Duration trust) {
        if (trust.compareTo(Duration.ofMillis(100)) < 0 || trust.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("latchkey.cache.trust must be from PT0.1S to PT1M");
        }
        this.unpooled = unpooled;
        this.pooled = pooled;
        this.validity = validity;
        this.known = known;
        this.url = DatabaseUrl.of(url);
        this.trust = trust;
    }

    /**
     * Starts listening, if the database supports it; a database that others may change unnoticed is never
     * trusted.
     */
    public void start() {
        if (url.isOfThisProcessAlone()) {
            validity.trustFromNow(System.nanoTime() + Long.MAX_VALUE / 2);
        } else if (url.isPostgresql()) {
            listenOn(threads);
        }
    }

    void listenOn(ThreadFactory factory) {
        Thread listening = factory.newThread(this::run);
        listening.setName("latchkey changes");
        listening.setDaemon(true);
        listening.start();
        thread = Optional.of(listening);
    }

    /** Returns whether the thread that listens has ended unexpectedly, so that nothing will listen again. */
    public boolean isLost() {
        return thread.filter(listening -> !listening.isAlive()).isPresent();
    }

    /**
     * Returns whether this node currently hears of every change; always true for a database that cannot be
     * listened to.
     */
    public boolean isInStep() {
        return !url.isPostgresql() || validity.isInStep();
    }

    @PreDestroy
    void stop() {
        stopped = true;
        validity.distrust();
        Optional<Thread> listening = thread;
        thread = Optional.empty();
        listening.ifPresent(Thread::interrupt);
    }

    void run() {
        boolean failedBefore = false;
        while (!stopped) {
            try (Connection connection = unpooled.getConnection()) {
                ChangeChannel channel = ChangeChannel.open(connection, LONGEST_SILENCE);
                List<ChangeMessage> meanwhile = channel.prove(pooled, trust);
                // Nothing is cached yet, so only new secrets matter; nobody has told of those created before.
                known.catchUp();
                meanwhile.forEach(message -> message.apply(validity, known));
                LOG.log(Level.INFO, "Listening for changes to keys: keys are cached");
                failedBefore = false;
                listen(channel);
            } catch (SQLException | RuntimeException | Error e) {
                // Includes errors, such as out of memory: otherwise nothing would start to listen again.
                if (!stopped && !failedBefore) {
                    BackgroundWork.logIfPossible(() -> LOG.log(
                            Level.WARNING,
                            "Not listening for changes to keys, so each request queries the database: {0}",
                            e.toString()));
                }
                failedBefore = true;
            } finally {
                validity.distrust();
            }
            pause();
        }
    }

    private void listen(ChangeChannel channel) throws SQLException {
        long question = trust.toNanos() / QUESTIONS;
        long asked = System.nanoTime();
        channel.ask();
        validity.trustFromNow(asked + trust.toNanos());
        while (!stopped) {
            boolean understood =
                    apply(channel, Duration.ofNanos(Math.max(1_000_000, asked + question - System.nanoTime())));
            long now = System.nanoTime();
            if (now - asked >= question || !understood) {
                asked = now;
                channel.ask();
                // Everything sent before the answer has now been received.
                apply(channel, Duration.ZERO);
                validity.trustUntil(asked + trust.toNanos());
            }
        }
    }

    /**
     * Returns false if cached keys were invalidated, so that the database must be polled at once to be in
     * step again.
     */
    private boolean apply(ChangeChannel channel, Duration wait) throws SQLException {
        boolean understood = true;
        for (ChangeMessage message : channel.receive(wait)) {
            if (!message.apply(validity, known)) {
                LOG.log(Level.WARNING, "Any key may have changed: cached keys are no longer trusted");
                known.missedSome();
                validity.trustFromNow(System.nanoTime());
                understood = false;
            }
        }
        return understood;
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
