package io.sluice.fd.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.libc.FileCalls;
import io.sluice.testing.Bounds;
import io.sluice.testing.LeakReports;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LeakDetectionTest {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final FileCalls recordingCloses = (FileCalls) Proxy.newProxyInstance(
            FileCalls.class.getClassLoader(), new Class<?>[] {FileCalls.class}, (proxy, method, arguments) -> {
                calls.add(method.getName() + " " + arguments[0]);
                return 0;
            });

    private OwnedFd open(String handle, LeakDetection level) {
        return new OwnedFd(recordingCloses, 4321, handle, true, level);
    }

    @Test
    void aDroppedHandleIsReportedOnceWithThePlaceOfItsOpeningAndClosedOnce() {
        open("a dropped one", LeakDetection.PARANOID);
        LogRecord report = LeakReports.await("a dropped one");
        assertThat(report.getMessage())
                .isEqualTo("a dropped one (descriptor 4321) was never closed and is garbage now, so its descriptor is"
                        + " closed; it was opened at the place below.");
        assertThat(report.getThrown().getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("aDroppedHandleIsReportedOnceWithThePlaceOfItsOpeningAndClosedOnce");
        assertThat(LeakReports.collectAndTake("a dropped one")).isEmpty();
        assertThat(calls).containsExactly("close 4321");
    }

    @Test
    void oneThatIsNoSampleIsReportedWithTheWayToSeeMore() {
        for (int i = 0; i < 3; i++) {
            // Each is a sample once in 128 times, so all three are so never.
            open("one of three", LeakDetection.SIMPLE);
        }
        List<LogRecord> reports = LeakReports.await("one of three", 3);
        assertThat(reports).anySatisfy(report -> {
            assertThat(report.getThrown()).isNull();
            assertThat(report.getMessage())
                    .endsWith("it was opened (not sampled); set -Dio.sluice.leakDetection=paranoid to see where.");
        });
        Bounds.await("the closes, each of which is behind its report").until(() -> calls.size() == 3);
    }

    @Test
    void someOpeningsAreSamplesAndMostAreNot() {
        int samples = 0;
        int openings = 128 * 100;
        for (int i = 0; i < openings; i++) {
            samples += LeakDetection.SIMPLE.opening() == null ? 0 : 1;
        }
        assertThat(samples).isBetween(20, 300); // 100, give or take 10
        assertThat(LeakDetection.DISABLED.opening()).isNull();
    }

    @Test
    void aClosedHandleIsNeverReportedAndItsNumberNeverClosedAgain() {
        for (int i = 0; i < 1000; i++) {
            open("a closed one", LeakDetection.PARANOID).close();
        }
        assertThat(LeakReports.collectAndTake("a closed one")).isEmpty();
        assertThat(calls).hasSize(1000);
    }

    @Test
    void aHandleInUseIsNeitherReportedNorClosed() {
        OwnedFd used = open("a used one", LeakDetection.PARANOID);
        assertThat(used.acquire()).isTrue();
        assertThat(LeakReports.collectAndTake("a used one")).isEmpty();
        assertThat(calls).isEmpty();
        used.release();
        used.close();
        assertThat(calls).containsExactly("close 4321");
    }

    @Test
    void aPartOfAHandleIsClosedWithoutAReportOfItsOwn() {
        OwnedFd.part(recordingCloses, 4321, "a part");
        LeakReports.collectGarbage();
        assertThat(LeakReports.collectAndTake("a part")).isEmpty();
        assertThat(calls).containsExactly("close 4321");
    }

    @Test
    void whereItIsDisabledNothingIsReportedAndNothingClosed() {
        open("an unwatched one", LeakDetection.DISABLED);
        assertThat(LeakReports.collectAndTake("an unwatched one")).isEmpty();
        assertThat(calls).isEmpty();
        OwnedFd closed = open("an unwatched one", LeakDetection.DISABLED);
        closed.close();
        closed.close();
        assertThat(calls).containsExactly("close 4321");
    }

    @Test
    void levelsHaveTheNamesThatThePropertyTakes() {
        assertThat(LeakDetection.of("disabled")).isEqualTo(LeakDetection.DISABLED);
        assertThat(LeakDetection.of("simple")).isEqualTo(LeakDetection.SIMPLE);
        assertThat(LeakDetection.of("paranoid")).isEqualTo(LeakDetection.PARANOID);
        assertThat(LeakDetection.of(null)).isEqualTo(LeakDetection.SIMPLE);
        assertThat(LeakDetection.current()).as("the level of every test").isEqualTo(LeakDetection.PARANOID);
    }

    @Test
    void anUnknownLevelIsTheDefaultAndSaysSo() {
        assertThat(LeakDetection.of("all")).isEqualTo(LeakDetection.SIMPLE);
        assertThat(LeakReports.await("-Dio.sluice.leakDetection=all is no level")
                        .getMessage())
                .endsWith("so it is simple; there are [disabled, simple, paranoid].");
    }
}
