package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTableTest {
    private static final List<Assertion> LIST = List.of(
            Assertion.parse("mq_open 1-1 | gives a descriptor"),
            Assertion.parse("mq_open 17-1 | undefined | not in this API: no such flags"),
            Assertion.parse("The TCK | the rules | once: no binding has a part in it"));
    private static final Set<String> ALL_RUNS =
            Set.of("core on jna", "core on ffm", "reactor on jna", "reactor on ffm");

    private static final String NO_COMPILER =
            "Assumption failed: this test needs a C compiler, and there is neither gcc nor cc on the PATH";

    private final List<Outcome> outcomes = new ArrayList<>(List.of(
            new Outcome("core", "jna", "mq_open 1-1", "mqueue.OpenTest.opens", "passed", ""),
            new Outcome("core", "ffm", "mq_open 1-1", "mqueue.OpenTest.opens", "passed", ""),
            new Outcome("reactor", "jna", "The TCK", "reactor.RulesTest", "passed", "")));

    private ConformanceTable table() {
        return new ConformanceTable(LIST, new TestResults(outcomes, ALL_RUNS));
    }

    private void replaceFirst(String status, String reason) {
        Outcome first = outcomes.get(0);
        outcomes.set(0, new Outcome(first.module(), first.binding(), first.assertion(), first.test(), status, reason));
    }

    @Test
    void whatEveryTestHoldsIsARowAndNoFault() {
        assertThat(table().faults()).isEmpty();
        assertThat(table().rows())
                .containsExactly(
                        new Row("`mq_open 1-1` gives a descriptor", "`mqueue.OpenTest.opens`", "passed", "passed"),
                        new Row("`mq_open 17-1` undefined", "not in this API: no such flags", "–", "–"),
                        new Row(
                                "`The TCK` the rules",
                                "`reactor.RulesTest`; once: no binding has a part in it",
                                "passed",
                                "–"));
        assertThat(table().differences(table().markdown())).isEmpty();
    }

    @Test
    void aTestThatVanishedIsAFaultAndADifference() {
        String before = table().markdown();
        outcomes.removeIf(outcome -> outcome.assertion().equals("mq_open 1-1"));
        assertThat(table().faults()).contains("mq_open 1-1 is held by no test");
        assertThat(table().differences(before)).hasSize(1);
    }

    @Test
    void oneOfSeveralTestsThatVanishedIsADifference() {
        outcomes.add(new Outcome("core", "jna", "mq_open 1-1", "mqueue.OpenTest.again", "passed", ""));
        outcomes.add(new Outcome("core", "ffm", "mq_open 1-1", "mqueue.OpenTest.again", "passed", ""));
        String before = table().markdown();
        outcomes.removeIf(outcome -> outcome.test().endsWith("again"));
        assertThat(table().faults()).isEmpty();
        assertThat(table().differences(before)).hasSize(1).first().asString().contains("OpenTest.again");
    }

    @Test
    void aTestThatRanOnOneBindingOnlyIsAFault() {
        outcomes.remove(1);
        assertThat(table().faults()).containsExactly("mq_open 1-1: mqueue.OpenTest.opens did not run on ffm");
    }

    @Test
    void aTestThatFailedIsAFault() {
        replaceFirst("failed", "expected more");
        assertThat(table().faults()).containsExactly("mq_open 1-1: mqueue.OpenTest.opens failed on jna: expected more");
    }

    @Test
    void anAssertionThatIsNotInTheListIsAFault() {
        outcomes.add(new Outcome("core", "jna", "mq_open 99-1", "mqueue.OpenTest.opens", "passed", ""));
        assertThat(table().faults())
                .containsExactly("mq_open 99-1 is no assertion of the list, and is named by [mqueue.OpenTest.opens]");
    }

    @Test
    void oneThatIsNoneOfThisApiButHasATestIsAFault() {
        outcomes.add(new Outcome("core", "jna", "mq_open 17-1", "mqueue.OpenTest.opens", "passed", ""));
        assertThat(table().faults()).hasSize(1).first().asString().contains("mq_open 17-1 is said to be none");
    }

    @Test
    void whatIsSkippedHereIsNoDifferenceToWhatPassedElsewhere() {
        String passed = table().markdown();
        replaceFirst("skipped", NO_COMPILER);
        assertThat(table().faults()).isEmpty();
        assertThat(table().rows().get(0).jna()).isEqualTo("skipped: " + NO_COMPILER);
        assertThat(table().differences(passed)).isEmpty();
        String skipped = table().markdown();
        replaceFirst("passed", "");
        assertThat(table().differences(skipped)).as("and now it passed").hasSize(1);
    }

    @Test
    void whatIsSkippedButNotForWhatTheMachineLacksIsAFault() {
        for (String reason :
                List.of("later", "void io.sluice.OpenTest.opens() is @Disabled", "this test needs a C compiler")) {
            replaceFirst("skipped", reason);
            assertThat(table().faults())
                    .containsExactly(
                            "mq_open 1-1: mqueue.OpenTest.opens is left out on jna, and not for what this machine"
                                    + " lacks: " + reason);
        }
    }

    @Test
    void aTestThatPassedDoesNotSpeakForOneThatIsLeftOut() {
        for (String binding : List.of("jna", "ffm")) {
            outcomes.add(new Outcome("core", binding, "mq_open 1-1", "mqueue.OpenTest.again", "passed", ""));
        }
        outcomes.add(new Outcome("core", "jna", "mq_open 1-1", "mqueue.OpenTest.again", "skipped", NO_COMPILER));
        assertThat(table().faults()).isEmpty();
        assertThat(table().rows().get(0).jna()).as("one of its runs has passed").isEqualTo("passed");
        replaceFirst("skipped", "later");
        assertThat(table().faults()).hasSize(1);
        assertThat(table().rows().get(0).jna()).isEqualTo("skipped: later");
    }

    @Test
    void aBindingThatThisBuildDoesNotRunIsNotCompared() {
        String both = table().markdown();
        outcomes.remove(1);
        ConformanceTable partial =
                new ConformanceTable(LIST, new TestResults(outcomes, Set.of("core on jna", "reactor on jna")));
        assertThat(partial.faults()).isEmpty();
        assertThat(partial.rows().get(0).ffm()).isEqualTo(Row.UNKNOWN);
        assertThat(partial.differences(both)).isEmpty();
    }

    @Test
    void aRowTooManyInTheDocumentIsADifference() {
        String document =
                table().markdown() + "| `mq_open 2-1` the same queue | `mqueue.OpenTest.gone` | passed | passed |\n";
        assertThat(table().differences(document)).hasSize(1).first().asString().contains("gone");
    }

    @Test
    void anotherTextAroundTheRowsIsADifference() {
        assertThat(table().differences(table().markdown() + "More.\n")).containsExactly("the text around the rows");
    }

    @Test
    void aLineThatIsNoAssertionIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Assertion.parse("mq_open 1-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Assertion.parse("mq_open 1-1 | text | just so"));
    }

    @ParameterizedTest
    @CsvSource({
        "mq_open 17-1, mq_open",
        "mq_unlink 5, mq_unlink",
        "msgget 01, msgget",
        "timerfd02, timerfd",
        "timerfd_create01, timerfd",
        "signalfd4_01, signalfd",
        "inotify_init1_01, inotify",
        "kill 2-1, kill",
        "kill02, kill",
        "pipe2_04, pipe",
        "mknod01, mkfifo",
        "fcntl30, F_SETPIPE_SZ",
        "fcntl36, F_OFD_SETLK",
        "shm_open 13-2, shm_open",
        "futex_wait01, futex",
        "futex_wait_bitset01, futex",
        "futex_cmp_requeue01, futex",
        "sem_timedwait 6-2, sem_timedwait",
        "sem01, semop",
        "Reactive Streams TCK, Reactive Streams TCK"
    })
    void anAssertionIsUnderTheHeadingOfItsCall(String id, String heading) {
        assertThat(Assertion.parse(id + " | text").group()).isEqualTo(heading);
    }

    @Test
    void noAssertionIsThereTwice() {
        assertThat(Assertion.all())
                .extracting(Assertion::id)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(170);
    }
}
