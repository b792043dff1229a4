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
 * Sees to it that one node at a time does what is done for all of them. Every node asks often whether a task is due; the first
 * one that finds it so takes it by a lease of {@code latchkey.cluster.lease}, renews that while it works, and notes in the end
 * that it was done.
 *
 * <p>A node that stops gives back what it has. One that dies keeps it until the lease has run out; then the task is still due,
 * and the next node that asks does it. So is what fell due while no node was there.
 *
 * <p>A lease cannot keep a node from finishing a part of the work that it has begun, be it ever so late: see {@link Task}.
 */
@Singleton
public class Turns {

    private static final Logger LOG = System.getLogger(Turns.class.getName());

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final LeaseTable table;
    private final LeaseTable unpooled;
    private final Duration term;
    private final String node;
    private final Map<String, Lease> present = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** @throws IllegalArgumentException when {@code latchkey.cluster.lease} is not from a second to an hour */
    @Inject
    public Turns(
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

    /** The process and the machine for people; with that alone, two containers may be alike. */
    private static String nameOfNode() {
        String process = ManagementFactory.getRuntimeMXBean().getName();
        return process.substring(0, Math.min(process.length(), 200)) + "/"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * Does the task now if it is due and no node is at it.
     *
     * @param name what the nodes know the task by
     * @return whether this node has begun it
     * @throws SQLException when the database fails, for the task or for the lease: the task then stays due
     */
    public boolean runIfDue(String name, Schedule schedule, Task task) throws SQLException {
        Standing standing = table.read(name);
        if (stopped
                || standing.held()
                || present.containsKey(name)
                || standing.now().isBefore(schedule.next(standing.lastRun()))) {
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

    /** How often a node should ask: often enough that a task does not wait for long after the node that had it is gone. */
    public Duration interval() {
        return term.dividedBy(4);
    }

    /** Gives back what this node has; what it is at ends with the present part. By now the server may have closed its pool. */
    @PreDestroy
    void stop() {
        stopped = true;
        present.values().forEach(lease -> giveBack(lease, unpooled));
    }
}
