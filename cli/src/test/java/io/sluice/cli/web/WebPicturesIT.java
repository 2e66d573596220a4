package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.cli.SluiceProcess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of {@code docs/web.md}, for which {@code -Dsluice.web.pictures} names a folder. Its objects have names of real
 * life, so it wants namespaces of its own: {@code unshare --ipc --mount}, with the mqueue file system mounted and an empty file
 * system on /dev/shm.
 */
@LongTest
class WebPicturesIT {
    private static final String FOLDER = System.getProperty("sluice.web.pictures", "");
    private static final int MOST_BYTES = 150_000;
    private static final int CAPACITY = 100;
    /** Enough for the lines. */
    private static final long ROUNDS = 900;

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
    private final List<Future<?>> moving = new ArrayList<>();
    private final AtomicLong rounds = new AtomicLong();

    @AfterEach
    void end() throws Exception {
        traffic.shutdownNow();
        assertThat(traffic.awaitTermination(Bounds.SOON.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    @Test
    void thePicturesOfThePage() throws Exception {
        assumeTrue(!FOLDER.isEmpty(), "only the long form, -Dsluice.web.pictures=FOLDER, takes pictures");
        Path folder = Files.createDirectories(Path.of(FOLDER));
        posix("/orders", 70, 28, 23);
        posix("/invoices", 40, 30, 41);
        posix("/telemetry", 20, 15, 11);
        posix("/dead-letters", 93, 2, 60);
        SysvMessageQueue shipping = sysv(0x4d2, 30, 20, 31);
        IpcKey idle = IpcKey.of(0x4d3);
        closing(SysvMessageQueue.builder(idle).create());
        opened.push(() -> removed(idle));
        closing(SluiceProcess.start("sysv", "receive", "--key", idle.toString()));
        closing(SluiceProcess.start("mq", "notify", "/telemetry"));
        closing(PosixSemaphore.builder("/printer").value(0).create());
        opened.push(() -> PosixSemaphore.unlink("/printer"));
        closing(SluiceProcess.start("semaphore", "wait", "/printer"));
        closing(SharedMemory.builder("/prices").size(1 << 20).create());
        opened.push(() -> SharedMemory.unlink("/prices"));
        SysvSemaphoreSet set =
                closing(SysvSemaphoreSet.builder(IpcKey.of(0x4d4)).values(3, 1).create());
        opened.push(set::remove);
        SysvSharedMemory segment =
                SysvSharedMemory.builder(IpcKey.of(0x4d5)).size(65536).create();
        opened.push(segment::remove);

        Browser browser =
                closing(Browser.start(Path.of("target", "browser", "pictures").toAbsolutePath(), false));
        TestPage page = closing(TestPage.start("--allow-actions"));
        browser.size(1920, 1000);
        browser.open(page.uri());
        Awaitility.await("lines").atMost(LONG).until(() -> rounds.get() >= ROUNDS);
        assertThat(moving).noneMatch(Future::isDone);
        picture(browser, folder.resolve("web-light.png"));

        browser.scheme("dark");
        assertThat(browser.choose(Integer.toString(shipping.id()))).isTrue();
        Bounds.await("the messages")
                .until(() -> !browser.script("return document.getElementById('messages-list').textContent")
                        .asText()
                        .isEmpty());
        picture(browser, folder.resolve("web-dark.png"));

        browser.scheme("light");
        browser.press("\uE00C"); // Esc
        browser.size(360, 780);
        browser.script("scrollTo(0, 0)");
        picture(browser, folder.resolve("web-narrow.png"));
    }

    private static void removed(IpcKey key) {
        try (SysvMessageQueue queue = SysvMessageQueue.open(key, SysvAccess.READ)) {
            queue.remove();
        }
    }

    /** What has changed is drawn with the next frame, and the chart with the one behind it. */
    private static void picture(Browser browser, Path file) throws Exception {
        browser.asyncScript(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));");
        SmallPicture.write(browser.screenshot(), file);
        System.out.println(file + ": " + Files.size(file) + " bytes");
        assertThat(Files.size(file)).isLessThan(MOST_BYTES);
    }

    private void posix(String name, int middle, int swing, double period) {
        PosixMessageQueue queue = closing(PosixMessageQueue.builder(name)
                .maxMessages(CAPACITY)
                .maxMessageSize(64)
                .create());
        opened.push(() -> PosixMessageQueue.unlink(name));
        swings(
                middle,
                swing,
                period,
                () -> queue.trySend(PosixMessage.ofText("text")),
                () -> queue.tryReceive() != null,
                () -> queue.attributes().currentMessages());
    }

    private SysvMessageQueue sysv(int key, int middle, int swing, double period) {
        SysvMessageQueue queue =
                closing(SysvMessageQueue.builder(IpcKey.of(key)).create());
        opened.push(queue::remove);
        AtomicLong number = new AtomicLong(4711);
        swings(
                middle,
                swing,
                period,
                () -> queue.trySend(SysvMessage.ofText(
                        1 + number.get() % 3, "parcel " + number.incrementAndGet() + " to bay " + number.get() % 7)),
                () -> queue.tryReceive(TypeSelector.any()) != null,
                () -> queue.status().messages());
        return queue;
    }

    /** So many messages that the depth goes up and down around the middle. */
    private void swings(
            int middle, int swing, double seconds, BooleanSupplier send, BooleanSupplier receive, LongSupplier depth) {
        long start = System.nanoTime();
        moving.add(traffic.scheduleAtFixedRate(
                () -> {
                    double turn = (System.nanoTime() - start) / 1e9 / seconds;
                    double wave = Math.sin(2 * Math.PI * turn) + 0.3 * Math.sin(14 * turn);
                    long wanted = Math.round(middle + swing * wave / 1.3);
                    long now = depth.getAsLong();
                    while (now < wanted && send.getAsBoolean()) {
                        now++;
                    }
                    while (now > wanted && receive.getAsBoolean()) {
                        now--;
                    }
                    rounds.incrementAndGet();
                },
                0,
                500,
                TimeUnit.MILLISECONDS));
    }
}
