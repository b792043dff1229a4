package io.latchkey.contactimport;

import io.latchkey.contactimport.ImportBatch.Progress;
import io.latchkey.database.ConflictRetry;
import io.latchkey.database.DatabaseFault;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
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
import java.util.stream.Collectors;

/** Carries out the imports that wait, from the oldest on. */
@Singleton
class ImportRunner {

    private static final Logger LOG = System.getLogger(ImportRunner.class.getName());

    /** Contacts of a transaction: few enough that a failure costs little, enough that commits do not rule. */
    private static final int BATCH = 50;

    /** Imports that a node carries out at once; requests need the database too. */
    private static final int MAX_RUNS = 2;

    private static final int MAX_REASON = 1000;

    private final ImportLeases leases;
    private final ImportBatch batch;
    private final Semaphore runs = new Semaphore(MAX_RUNS);

    @Resource
    private ManagedExecutorService executor;

    @Inject
    ImportRunner(ImportLeases leases, ImportBatch batch) {
        this.leases = leases;
        this.batch = batch;
    }

    /** Starts a run in the background; when that cannot be, the timer's next one finds what there is to do. */
    void kick() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException busy) {
            LOG.log(Level.DEBUG, "An import waits for the timer: {0}", busy.toString());
        }
    }

    /** Carries out what there is to do; returns at once when this node is at work on enough. */
    void run() {
        if (!runs.tryAcquire()) {
            return;
        }
        try {
            String run = UUID.randomUUID().toString();
            Optional<String> sessionId = leases.claim(run);
            while (sessionId.isPresent()) {
                carryOut(sessionId.get(), run);
                sessionId = leases.claim(run);
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "An import stopped, and will resume when its lease ends: {0}", failure.toString());
        } finally {
            runs.release();
        }
    }

    private void carryOut(String sessionId, String run) {
        Progress progress = Progress.MORE;
        while (progress == Progress.MORE) {
            try {
                progress = batch.next(sessionId, run, BATCH);
            } catch (RuntimeException oneOfThem) {
                progress = oneByOne(sessionId, run);
            }
        }
    }

    /** Finds the contact for whom a batch failed, by giving each a transaction of its own. */
    private Progress oneByOne(String sessionId, String run) {
        Progress progress = Progress.MORE;
        for (int i = 0; i < BATCH && progress == Progress.MORE; i++) {
            try {
                progress = ConflictRetry.call(() -> batch.next(sessionId, run, 1));
            } catch (RuntimeException failure) {
                batch.failNext(sessionId, run, reason(failure));
            }
        }
        return progress;
    }

    /**
     * What to tell the client.
     *
     * @throws RuntimeException the failure, when the contact is not to blame for it
     */
    private static String reason(RuntimeException failure) {
        if (failure instanceof ProblemException refused) {
            List<FieldError> errors = refused.problem().errors();
            String reason = errors.stream()
                    .map(error -> error.field().isEmpty() ? error.detail() : error.field() + " " + error.detail())
                    .collect(Collectors.joining("; "));
            return reason.substring(0, Math.min(reason.length(), MAX_REASON));
        }
        if (DatabaseFault.isUnavailable(failure) || DatabaseFault.isConflict(failure)) {
            throw failure;
        }
        LOG.log(Level.ERROR, "A contact could not be imported", failure);
        return "could not be stored; an internal error occurred and has been logged";
    }
}
