package io.latchkey.masterkey;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EverythingSealedTest {

    private final SealedData one = new Nothing();
    private final SealedKeys keys = new SealedKeys(null, null, null);
    private final SealedData another = new Nothing();

    @Test
    void theKeysComeFirstInWhicheverOrderTheContainerFindsThem() {
        assertThat(new EverythingSealed().all(keys, found(one, keys, another))).containsExactly(keys, one, another);
        assertThat(new EverythingSealed().all(keys, found(keys, another, one))).containsExactly(keys, another, one);
    }

    @SuppressWarnings("unchecked") // A proxy has no type parameters.
    private static Instance<SealedData> found(SealedData... inOrder) {
        return (Instance<SealedData>) Proxy.newProxyInstance(
                Instance.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> Stream.of(inOrder));
    }

    private static final class Nothing implements SealedData {

        @Override
        public List<Integer> versions() {
            return List.of();
        }

        @Override
        public long count(int version) {
            return 0;
        }

        @Override
        public long reseal(int version, Instant end) {
            return 0;
        }
    }
}
