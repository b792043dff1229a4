package io.latchkey.keytoken;

import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Knows in memory which keys cannot exist, so that guesses need not be looked up; takes two to four bytes per
 * secret. Secrets created on this node are known at once, those of other nodes as soon as this node is told of
 * them, or after the next refresh; deleted ones remain until the restart.
 */
@Singleton
public class KnownSecrets {

    private static final int BATCH = 10_000;

    /** Covers the time between a secret's creation and its commit, and clock skew between nodes. */
    private static final Duration USUAL_DELAY = Duration.ofMinutes(1);

    /** The same for an import of many keys, which is checked less often. */
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private static final Duration LOOK_BACK_EVERY = Duration.ofMinutes(10);

    private static final String ALL =
            "SELECT id, created_at, digest FROM api_key_secret WHERE id > ? ORDER BY id FETCH FIRST " + BATCH
                    + " ROWS ONLY";

    private static final String RECENT = "SELECT id, created_at, digest FROM api_key_secret"
            + " WHERE created_at >= ? AND (created_at > ? OR id > ?) ORDER BY created_at, id FETCH FIRST " + BATCH
            + " ROWS ONLY";

    private final DataSource dataSource;
    private final KeyDigester digester;
    private final Clock clock;
    private final Duration refreshInterval;
    private final DigestFilter filter = new DigestFilter();
    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicLong gaps = new AtomicLong();
    private volatile long closedGaps;
    private volatile boolean loaded;
    private Position loadedUpTo = new Position(0, Instant.EPOCH);
    private Instant askedAt = Instant.MAX;
    private Instant lookedBackAt = Instant.MAX;

    /** Reads {@code latchkey.usage.flush-interval}, which is also the interval of the refresh timer. */
    @Inject
    public KnownSecrets(
            DataSource dataSource,
            KeyDigester digester,
            Clock clock,
            @ConfigProperty(name = "latchkey.usage.flush-interval") Duration refreshInterval) {
        this.dataSource = dataSource;
        this.digester = digester;
        this.clock = clock;
        this.refreshInterval = refreshInterval;
    }

    /**
     * Returns false only if the key belongs to no organisation, or was created on another node since the last
     * refresh and this node has not been told yet.
     */
    public boolean mayExist(KeyToken presented) {
        return presented.isPlausible() && (!isComplete() || filter.mayContain(digester.digest(presented)));
    }

    private boolean isComplete() {
        return loaded && closedGaps == gaps.get();
    }

    /**
     * Called when other nodes may have created secrets of which this node has not been told: until they have been read by
     * a refresh that begins later, any key may exist.
     */
    public void missedSome() {
        gaps.incrementAndGet();
    }

    /** Returns how long a key created on another node may remain unknown. */
    public Duration refreshInterval() {
        return refreshInterval;
    }

    /**
     * Adds the digest of a secret that is being created here, before anybody can present it, or that another
     * node has created.
     */
    public void add(byte[] digest) {
        filter.add(digest);
    }

    /**
     * Reads what other nodes have created while this node was not told of it. If a refresh is in progress, or nothing
     * has been read yet, any key may exist until the next refresh.
     *
     * @throws SQLException if the database fails
     */
    public void catchUp() throws SQLException {
        missedSome();
        if (loaded) {
            refresh();
        }
    }

    /**
     * Adds the digests in the database: all of them at first, later only new ones. Does nothing if another
     * call is in progress.
     *
     * @throws SQLException if the database fails; the next call resumes where this one stopped
     */
    public void refresh() throws SQLException {
        if (!refreshing.tryLock()) {
            return;
        }
        try {
            long known = gaps.get();
            if (loaded) {
                readRecent(known != closedGaps);
            } else {
                readAll();
            }
            closedGaps = known;
        } finally {
            refreshing.unlock();
        }
    }

    private void readAll() throws SQLException {
        Instant now = clock.instant();
        // Keeps the earlier time if a previous attempt failed midway.
        askedAt = now.isBefore(askedAt) ? now : askedAt;
        lookedBackAt = askedAt;
        for (Position last = read(ALL, loadedUpTo); last.id() > loadedUpTo.id(); last = read(ALL, loadedUpTo)) {
            loadedUpTo = last;
        }
        loaded = true;
    }

    private void readRecent(boolean missedSome) throws SQLException {
        Instant now = clock.instant();
        // A clock that was ahead has been corrected: what is made before it comes there again would not be read.
        boolean setBack = now.isBefore(askedAt);
        boolean lookBack = missedSome || setBack || !now.isBefore(lookedBackAt.plus(LOOK_BACK_EVERY));
        Instant since = setBack ? now : askedAt;
        Position from = new Position(0, since.minus(lookBack ? LONGEST_DELAY : USUAL_DELAY));
        for (Position last = read(RECENT, from); !last.equals(from); last = read(RECENT, from)) {
            from = last;
        }
        askedAt = now;
        lookedBackAt = lookBack ? now : lookedBackAt;
    }

    /** Reads a batch and returns the position of its end, which equals the start if there is no more. */
    private Position read(String sql, Position from) throws SQLException {
        Position last = from;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            int place = 1;
            if (sql.equals(RECENT)) {
                select.setObject(place++, SqlInstant.of(from.createdAt()));
                select.setObject(place++, SqlInstant.of(from.createdAt()));
            }
            select.setLong(place, from.id());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last = new Position(rows.getLong(1), SqlInstant.in(rows, 2));
                    filter.add(rows.getBytes(3));
                }
            }
        }
        return last;
    }

    private record Position(long id, Instant createdAt) {}
}
