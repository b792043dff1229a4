package io.latchkey.masterkey;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** Finds all that is sealed under the master key, in whichever package. */
@Singleton
class EverythingSealed {

    /**
     * Returns every kind of sealed data, the keys first, so that whatever else is sealed cannot take up the
     * time of a rotation before them.
     */
    @Produces
    @Singleton
    List<SealedData> all(SealedKeys keys, @Any Instance<SealedData> found) {
        return found.stream().sorted(Comparator.comparing(data -> data != keys)).toList();
    }
}
