package io.latchkey.cluster;

import io.latchkey.cluster.LeaseTable.Standing;
import io.latchkey.database.Unpooled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ensures that work that is done for all nodes is done by one node at a time. Every node checks frequently
 * whether a task is due. The first one that finds it due takes a lease of {@code latchkey.cluster.lease} on
 * it, renews the lease while it works, and finally records that the task was completed.
 *
 * <p>A node that stops releases its leases. A node that dies keeps them until they expire; the task is then
 * still due, and is done by the next node that checks. The same applies to a task that became due while no
 * node was running.
 *
 * <p>A lease cannot prevent a node from finishing, however late, a part of the work that it has begun: see
 * {@link Task}.
 */
@Singleton
public class ClusterTasks {

    private static final Logger LOG = System.getLogger(ClusterTasks.class.getName());

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** More than nodes that read the time of the same database at once differ by. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private final LeaseTable table;
    private final LeaseTable unpooled;
    private final Duration term;
    private final String node;
    private final Map<String, Lease> present = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /**
     * Reads {@code latchkey.cluster.lease}.
     *
     * @throws IllegalArgumentException if it is less than one second or more than one hour
     */
    @Inject
    public ClusterTasks(
            DataSource dataSource,
            @Unpooled DataSource unpooled,
            @ConfigProperty(name = "latchkey.cluster.lease") Duration term) {
        if (term.compareTo(SHORTEST) < 0 || term.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("latchkey.cluster.lease must be from PT1S to PT1H");
        }
        this.table = new LeaseTable(dataSource);
        this.unpooled = new LeaseTable(unpooled);
        this.term = term;
        this.node = nameOfNode();
    }

    /**
     * Returns the process and the machine, for people, and a random part, as those alone may be the same in
     * two containers.
     */
    private static String nameOfNode() {
        String process = ManagementFactory.getRuntimeMXBean().getName();
        return process.substring(0, Math.min(process.length(), 200)) + "/"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * Does the task now if it is due and no node is working on it.
     *
     * @param name the name by which all nodes know the task
     * @return whether this node has begun the task
     * @throws SQLException if the database fails, for the task or for the lease; the task is then still due
     */
    public boolean runIfDue(String name, Schedule schedule, Task task) throws SQLException {
        Standing standing = table.read(name);
        if (stopped || standing.held() || present.containsKey(name) || !isDue(standing, schedule)) {
            return false;
        }
        Lease lease = new Lease(table, name, node, term, standing.now(), System.nanoTime());
        if (present.putIfAbsent(name, lease) != null) {
            return false;
        }
        try {
            if (!table.take(name, standing, node, term)) {
                return false;
            }
            standing.holder()
                    .ifPresent(
                            left -> LOG.log(Level.INFO, "Taking over {0}, which {1} has left unfinished", name, left));
            run(lease, task);
            return true;
        } finally {
            present.remove(name);
        }
    }

    /** A run in the future was recorded by a clock that has been set back since; it says nothing about the next one. */
    private static boolean isDue(Standing standing, Schedule schedule) {
        return !standing.now().isBefore(schedule.next(standing.lastRun()))
                || standing.lastRun().isAfter(standing.now().plus(MOMENT));
    }

    private void run(Lease lease, Task task) throws SQLException {
        boolean done = false;
        try {
            task.run(lease);
            lease.complete();
            done = true;
        } finally {
            if (!done) {
                giveBack(lease, table);
            }
        }
    }

    private static void giveBack(Lease lease, LeaseTable table) {
        try {
            lease.giveBackTo(table);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A lease could not be released and will expire: {0}", e.toString());
        }
    }

    /**
     * Returns how often a node should check: often enough that a task does not wait long after its node has
     * died.
     */
    public Duration interval() {
        return term.dividedBy(4);
    }

    /**
     * Releases this node's leases; work in progress ends with its current part. Bypasses the pool, which the
     * server may already have closed.
     */
    @PreDestroy
    void stop() {
        stopped = true;
        present.values().forEach(lease -> giveBack(lease, unpooled));
    }
}
