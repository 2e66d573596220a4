package io.sluice.fd.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.fd.LeakDetection;
import io.sluice.libc.FileCalls;
import io.sluice.testing.Bounds;
import io.sluice.testing.LeakReports;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LeakReportTest {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final FileCalls recordingCloses = (FileCalls) Proxy.newProxyInstance(
            FileCalls.class.getClassLoader(), new Class<?>[] {FileCalls.class}, (proxy, method, arguments) -> {
                calls.add(method.getName() + " " + arguments[0]);
                return 0;
            });

    private OwnedFd open(String handle, LeakDetection level) {
        return OwnedFd.of(recordingCloses, 4321, handle, true, level, null);
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
            samples += LeakReport.opening(LeakDetection.SIMPLE) == null ? 0 : 1;
        }
        assertThat(samples).isBetween(20, 300); // 100, give or take 10
        assertThat(LeakReport.opening(LeakDetection.DISABLED)).isNull();
    }

    @Test
    void aLevelThatIsSetHoldsForHandlesThatAreOpenedLater() {
        LeakDetection before = LeakDetection.level();
        try {
            LeakDetection.setLevel(LeakDetection.DISABLED);
            OwnedFd.of(recordingCloses, 4321, "opened while it is disabled");
            LeakDetection.setLevel(LeakDetection.PARANOID);
            OwnedFd.of(recordingCloses, 4322, "opened later");
        } finally {
            LeakDetection.setLevel(before);
        }
        assertThat(LeakReports.await("opened later").getThrown()).isNotNull();
        assertThat(LeakReports.collectAndTake("opened while it is disabled")).isEmpty();
        Bounds.await("the close").until(() -> calls.contains("close 4322"));
        assertThat(calls).containsExactly("close 4322");
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
        Bounds.await("the close").until(() -> !calls.isEmpty());
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
}
