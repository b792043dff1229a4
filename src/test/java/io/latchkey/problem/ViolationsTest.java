package io.latchkey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViolationsTest {

    private record Leaf(@NotNull String text, @Size(max = 2) List<@NotNull String> texts) {}

    private record Root(
            @Size(max = 3) List<@Valid @NotNull Leaf> leaves,
            @Valid Leaf leaf,
            List<Leaf> checkedLater) {}

    private static final Leaf GOOD = new Leaf("a", List.of("a", "b"));
    private static final Leaf OVERLONG = new Leaf(null, Collections.nCopies(3, null));

    private static List<String> overlong(Root root) {
        return OverlongLists.in(root).stream().map(FieldError::field).toList();
    }

    @Test
    void whatFitsIsLeftToTheConstraints() {
        assertThat(overlong(new Root(List.of(GOOD, GOOD, GOOD), GOOD, null))).isEmpty();
        assertThat(overlong(new Root(null, null, null))).isEmpty();
        assertThat(overlong(new Root(Collections.nCopies(3, null), null, null))).isEmpty();
    }

    @Test
    void overlongListsAreNamedWhereverConstraintsHold() {
        assertThat(overlong(new Root(List.of(GOOD, OVERLONG), OVERLONG, List.of())))
                .containsExactly("leaves[1].texts", "leaf.texts");
        assertThat(overlong(new Root(null, null, List.of(OVERLONG)))).isEmpty();
    }

    @Test
    void theEntriesOfAnOverlongListAreNotLookedAt() {
        assertThat(overlong(new Root(Collections.nCopies(4, OVERLONG), null, null)))
                .containsExactly("leaves");
    }
}
