package io.latchkey.contactimport;

import io.latchkey.contactimport.ImportBatch.Progress;
import io.latchkey.database.ConflictRetry;
import io.latchkey.database.DatabaseFault;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.timer.RepeatedWork;
import io.latchkey.timer.Stopping;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Processes the waiting imports. The organisations take turns, each with its oldest import first. */
@Singleton
class ImportRunner {

    private static final Logger LOG = System.getLogger(ImportRunner.class.getName());

    /**
     * The number of contacts per transaction: few enough that a failure costs little, enough that commits do
     * not dominate.
     */
    private static final int BATCH = 50;

    /** The number of batches per turn, so that a large import hardly delays those of other organisations. */
    private static final int TURN = 20;

    /** The maximum number of concurrent imports per node, as requests need the database too. */
    private static final int MAX_RUNS = 2;

    private static final int MAX_REASON = 1000;

    private static final String STOPPED = "An import stopped, and will resume when its lease ends";
    private static final String NOT_LOOKED_FOR = "Imports could not be looked for, and will be next time";

    private final ImportLeases leases;
    private final ImportBatch batch;
    private final Stopping stopping;
    private final Semaphore runs = new Semaphore(MAX_RUNS);
    private final RepeatedWork turns = new RepeatedWork(LOG);

    @Resource
    private ManagedExecutorService executor;

    @Inject
    ImportRunner(ImportLeases leases, ImportBatch batch, Stopping stopping) {
        this.leases = leases;
        this.batch = batch;
        this.stopping = stopping;
    }

    /** Starts a run in the background; if that is impossible, the timer's next run finds the work. */
    void start() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException busy) {
            LOG.log(Level.DEBUG, "An import waits for the timer: {0}", busy.toString());
        }
    }

    /**
     * Processes the waiting imports until none is waiting or the application ends; returns at once when this node is
     * already running as many as it may.
     */
    void run() {
        stopping.run(this::takeTurns);
    }

    private void takeTurns() {
        if (!runs.tryAcquire()) {
            return;
        }
        AtomicBoolean claimed = new AtomicBoolean();
        try {
            turns.attempt(() -> claimed.get() ? STOPPED : NOT_LOOKED_FOR, () -> takeTurns(claimed));
        } finally {
            runs.release();
        }
    }

    /** @param claimed for the caller: whether an import is this node's at present */
    private void takeTurns(AtomicBoolean claimed) {
        String run = UUID.randomUUID().toString();
        Optional<String> sessionId = leases.claim(run);
        while (sessionId.isPresent()) {
            claimed.set(true);
            takeTurn(sessionId.get(), run);
            claimed.set(false);
            sessionId = stopping.hasBegun() ? Optional.empty() : leases.claim(run);
        }
    }

    private void takeTurn(String sessionId, String run) {
        try {
            importSome(sessionId, run);
        } catch (UnreadableImportException later) {
            // Keeps its lease, so that this node goes on with others, and a later version may take it over.
            LOG.log(Level.WARNING, "{0}, and leaves it to a node of a later one", later.getMessage());
            return;
        }
        leases.endTurn(sessionId, run);
    }

    private void importSome(String sessionId, String run) {
        Progress progress = Progress.MORE;
        for (int i = 0; i < TURN && progress == Progress.MORE && !stopping.hasBegun(); i++) {
            try {
                progress = batch.next(sessionId, run, BATCH);
            } catch (UnreadableImportException later) {
                throw later;
            } catch (RuntimeException oneOfThem) {
                progress = oneByOne(sessionId, run);
            }
        }
    }

    /** Finds the contact that made a batch fail, by giving each contact its own transaction. */
    private Progress oneByOne(String sessionId, String run) {
        Progress progress = Progress.MORE;
        for (int i = 0; i < BATCH && progress == Progress.MORE && !stopping.hasBegun(); i++) {
            try {
                progress = ConflictRetry.call(() -> batch.next(sessionId, run, 1));
            } catch (RuntimeException failure) {
                if (stopping.hasBegun()) {
                    // What an ending application lacks is not the contact's fault.
                    throw failure;
                }
                batch.failNext(sessionId, run, reason(failure));
            }
        }
        return progress;
    }

    /**
     * Returns the reason to report to the client.
     *
     * @throws RuntimeException the failure itself, when the contact is not its cause
     */
    private static String reason(RuntimeException failure) {
        if (failure instanceof ProblemException refused) {
            List<FieldError> errors = refused.problem().errors();
            String reason = errors.stream()
                    .map(error -> error.field().isEmpty() ? error.detail() : error.field() + " " + error.detail())
                    .collect(Collectors.joining("; "));
            return reason.substring(0, Math.min(reason.length(), MAX_REASON));
        }
        if (failure instanceof UnreadableImportException
                || DatabaseFault.isUnavailable(failure)
                || DatabaseFault.isConflict(failure)) {
            throw failure;
        }
        LOG.log(Level.ERROR, "A contact could not be imported", failure);
        return "could not be stored; an internal error occurred and has been logged";
    }
}
