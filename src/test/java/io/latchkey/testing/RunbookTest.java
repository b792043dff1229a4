package io.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That no command of docs/operations is left out unseen. */
class RunbookTest {

    @Test
    void eachCommandOfThePagesIsInABlockWithAName() {
        // It refuses any other.
        assertThat(new Runbook().names()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Run\n\n    rm x\n\nthen", "Run\n\n\trm x\n", "```\nrm x\n```\n", "```bash\nrm x\n```\n"})
    void oneThatIsNotIsFound(String page) {
        assertThat(Runbook.unseen(page)).hasSize(1);
    }

    @Test
    void whatIsInABlockIsSeenAndSoIsAStepOfAList() {
        assertThat(
                        Runbook.unseen(
                                "1. Run\n\n   <!-- name -->\n   ```sh\n   if x; then\n       y\n   fi\n   ```\n\n2. Go on\n   there\n"))
                .isEmpty();
    }
}
