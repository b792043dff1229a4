package io.latchkey.bench.platform;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** One entity, so that the persistence provider has something to do. */
@Entity
public class Visit {

    @Id
    private long number;

    protected Visit() {}

    public long getNumber() {
        return number;
    }
}
