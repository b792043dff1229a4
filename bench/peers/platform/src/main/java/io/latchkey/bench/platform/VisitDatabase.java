package io.latchkey.bench.platform;

import org.postgresql.ds.PGSimpleDataSource;

/** The database that the scripts name; an annotation could name it for one server only. */
public class VisitDatabase extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    public VisitDatabase() {
        setUrl(System.getenv("BENCH_PLATFORM_DB_URL"));
    }
}
