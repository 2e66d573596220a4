package io.sluice.fd.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseActionsTest {
    private final CloseActions actions = new CloseActions();
    private final List<String> ran = new ArrayList<>();

    @Test
    void allRunWhateverOneOfThemThrows() {
        actions.add(() -> ran.add("first"));
        actions.add(() -> {
            throw new IllegalStateException("expected");
        });
        actions.add(() -> ran.add("last"));
        assertThat(actions.close()).isTrue();
        assertThatIllegalStateException().isThrownBy(actions::run).withMessage("expected");
        assertThat(ran).containsExactly("first", "last");
    }

    @Test
    void aSecondCloseRunsNothing() {
        actions.add(() -> ran.add("once"));
        assertThat(actions.close()).isTrue();
        actions.run();
        assertThat(actions.close()).isFalse();
        assertThat(ran).containsExactly("once");
    }

    @Test
    void whatIsTakenBackInTimeDoesNotRun() {
        Runnable early = () -> ran.add("early");
        actions.add(early);
        actions.remove(early);
        Runnable late = () -> ran.add("late");
        actions.add(late);
        actions.close();
        actions.remove(late);
        assertThat(actions.add(() -> ran.add("never"))).isFalse();
        actions.run();
        assertThat(ran).containsExactly("late");
    }
}
