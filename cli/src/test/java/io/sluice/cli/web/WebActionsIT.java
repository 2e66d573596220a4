package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.SluiceProcess;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.SysvTestSegments;
import io.sluice.testing.SysvTestSets;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code sluice web --allow-actions} does, and for whom. */
class WebActionsIT {
    private static TestPage page;

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    @RegisterExtension
    final SysvTestSegments segments = new SysvTestSegments();

    @RegisterExtension
    final TestQueues names = new TestQueues();

    @BeforeAll
    static void start() {
        page = TestPage.start("--allow-actions");
    }

    @AfterAll
    static void end() {
        page.close();
    }

    private static String asked(TestPage page, String verb, String kind, Object name) throws IOException {
        return RawClient.ask(page.port(), post(page, path(verb, kind, name)));
    }

    private static String asked(String verb, String kind, Object name) throws IOException {
        return asked(page, verb, kind, name);
    }

    private static String path(String verb, String kind, Object name) {
        byte[] bytes = name.toString().getBytes(StandardCharsets.UTF_8);
        return "actions/" + verb + "/" + kind + "/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String post(TestPage page, String path) {
        return "POST " + page.folder() + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + page.port()
                + "\r\nOrigin: http://127.0.0.1:" + page.port() + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static void assertIsGone(Errno errno, Runnable open) {
        assertThatThrownBy(open::run)
                .isInstanceOfSatisfying(
                        ErrnoException.class, gone -> assertThat(gone.errno()).isEqualTo(errno));
    }

    private static void awaitLine(TestPage page, String action) {
        Bounds.await(action)
                .untilAsserted(() -> assertThat(page.process().error())
                        .containsPattern("sluice: 20\\S+Z 127\\.0\\.0\\.1 port \\d+: " + action + "\n"));
    }

    @Test
    void eachKindOfObjectIsRemovedAndEachRemovalIsALine() throws IOException {
        String name = names.name();
        names.closing(PosixMessageQueue.builder(name).create());
        SysvMessageQueue queue = queues.create();
        String semaphore = name + "-semaphore";
        names.closing(PosixSemaphore.builder(semaphore).create());
        SysvSemaphoreSet set = sets.create(1);
        String memory = name + "-memory";
        names.closing(SharedMemory.builder(memory).size(1).create());
        SysvSharedMemory segment = segments.create(1);

        assertThat(asked("remove", "mq", name)).contains("{\"done\":\"removed\"}");
        assertThat(asked("remove", "sysv", queue.id())).contains("{\"done\":\"removed\"}");
        assertThat(asked("remove", "semaphore", semaphore)).contains("{\"done\":\"removed\"}");
        assertThat(asked("remove", "sysvsem", set.id())).contains("{\"done\":\"removed\"}");
        assertThat(asked("remove", "shm", memory)).contains("{\"done\":\"removed\"}");
        assertThat(asked("remove", "sysvshm", segment.id())).contains("{\"done\":\"removed\"}");

        assertIsGone(Errno.ENOENT, () -> PosixMessageQueue.unlink(name));
        assertIsGone(Errno.EINVAL, queue::status);
        assertIsGone(Errno.ENOENT, () -> PosixSemaphore.unlink(semaphore));
        assertIsGone(Errno.EINVAL, set::status);
        assertIsGone(Errno.ENOENT, () -> SharedMemory.unlink(memory));
        assertThat(SysvSharedMemory.list()).noneMatch(each -> each.id() == segment.id());
        awaitLine(page, "remove mq " + name + ": removed");
        awaitLine(page, "remove sysvshm " + segment.id() + ": removed");
    }

    @Test
    void aQueueThatIsEmptiedStays() throws IOException {
        PosixMessageQueue posix = names.create(4, 16);
        SysvMessageQueue sysv = queues.create();
        for (int i = 1; i <= 3; i++) {
            assertThat(posix.trySend(PosixMessage.ofText("text"))).isTrue();
            assertThat(sysv.trySend(SysvMessage.ofText(i, "text"))).isTrue();
        }
        assertThat(asked("empty", "mq", posix.name())).contains("{\"done\":\"3 messages thrown away\"}");
        assertThat(asked("empty", "sysv", sysv.id())).contains("{\"done\":\"3 messages thrown away\"}");
        assertThat(posix.attributes().currentMessages()).isZero();
        assertThat(sysv.status().messages()).isZero();
        assertThat(asked("empty", "sysv", sysv.id())).contains("{\"done\":\"0 messages thrown away\"}");
        awaitLine(page, "empty sysv " + sysv.id() + ": 3 messages thrown away");
    }

    @Test
    void whatCannotBeDoneIsTheErrorInOneLine() throws IOException {
        String name = names.name();
        assertThat(asked("remove", "mq", name)).contains("{\"problem\":\"", "mq_unlink", name, "ENOENT");
        awaitLine(page, "remove mq " + name + ": .*ENOENT.*");
        SysvMessageQueue queue = queues.create();
        queue.remove();
        assertThat(asked("remove", "sysv", queue.id())).contains("{\"problem\":\"", "msgctl", "EINVAL");
        assertThat(asked("empty", "mq", "/no\nname/\u00e4")).contains("{\"problem\":\"");
        Bounds.await("its line")
                .until(() ->
                        page.process().error().lines().anyMatch(line -> line.contains("empty mq /no\\nname/\u00e4: ")));
    }

    @Test
    void anObjectOfAnotherUserStays(@TempDir Path folder) throws Exception {
        String[] nobody = Programs.nobody();
        Path copy = ForkedJvm.copyForEverybody(SluiceProcess.JAR, folder, "sluice.jar");
        PosixMessageQueue posix = names.create(4, 16);
        SysvMessageQueue sysv = queues.create();
        try (TestPage theirs = TestPage.startUnder(nobody, copy, "--allow-actions")) {
            assertThat(asked(theirs, "remove", "mq", posix.name())).contains("{\"problem\":\"", "EACCES");
            assertThat(asked(theirs, "empty", "mq", posix.name())).contains("{\"problem\":\"", "EACCES");
            assertThat(asked(theirs, "remove", "sysv", sysv.id())).contains("{\"problem\":\"", "EPERM");
            assertThat(asked(theirs, "empty", "sysv", sysv.id())).contains("{\"problem\":\"", "EACCES");
            awaitLine(theirs, "empty mq " + posix.name() + ": .*EACCES.*");
        }
        names.open(posix.name(), PosixAccess.READ);
        assertThat(sysv.status().messages()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST PATH  | http://evil.example    | 0   | 403",
                "POST PATH  | null                   | 0   | 403",
                "POST PATH  | https://127.0.0.1:PORT | 0   | 403",
                "POST PATH  |                        | 0   | 403",
                "POST PATH  | http://127.0.0.1:PORT  | 1   | 400",
                "POST PATH? | http://127.0.0.1:PORT  | 0   | 404",
                "POST WRONG | http://127.0.0.1:PORT  | 0   | 404",
                "GET PATH   | http://127.0.0.1:PORT  | 0   | 405",
                "PUT PATH   | http://127.0.0.1:PORT  | 0   | 405",
                "DELETE PATH| http://127.0.0.1:PORT  | 0   | 405"
            })
    void whoIsNotThePageChangesNothing(String line, @Nullable String origin, String length, String status)
            throws IOException {
        SysvMessageQueue queue = queues.create();
        String path = path("remove", "sysv", queue.id());
        String request = (line.strip() + " HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n"
                        + (origin == null ? "" : "Origin: " + origin + "\r\n") + "Content-Length: " + length
                        + "\r\n\r\n" + (length.equals("0") ? "" : "x"))
                .replace("PATH", page.folder() + path)
                .replace("WRONG", "/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/" + path)
                .replace("PORT", Integer.toString(page.port()));
        assertThat(RawClient.ask(page.port(), request)).startsWith("HTTP/1.1 " + status);
        assertThat(queue.status().messages()).isZero();
    }

    @Test
    void aForeignHostChangesNothing() throws IOException {
        SysvMessageQueue queue = queues.create();
        String request =
                post(page, path("remove", "sysv", queue.id())).replace("Host: 127.0.0.1", "Host: evil.example");
        assertThat(RawClient.ask(page.port(), request)).startsWith("HTTP/1.1 403");
        assertThat(queue.status().messages()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actions/",
                "actions/remove/",
                "actions/remove/sysv/",
                "actions/remove/sysv/5",
                "actions/remove/sysv/====",
                "actions/remove/sysv/LTE",
                "actions/remove/sysv/OTk5OTk5OTk5OTk",
                "actions/remove/fifo/L3RtcC9maWZv",
                "actions/remove/file/L3RtcC9maWxl",
                "actions/empty/shm/L3ByaWNlcw",
                "actions/empty/semaphore/L3ByaW50ZXI",
                "actions/create/mq/L29yZGVycw",
                "actions/remove/mq/L29yZGVycw/",
                "actions/remove/mq/..%2f..",
                "actions/REMOVE/mq/L29yZGVycw"
            })
    void anActionIsOneOfThoseOfThePageOrNothing(String path) throws IOException {
        assertThat(RawClient.ask(page.port(), post(page, path))).startsWith("HTTP/1.1 404");
    }

    @Test
    void withoutTheOptionNothingIsDoneAndTheAnswerNamesIt() throws IOException {
        SysvMessageQueue queue = queues.create();
        try (TestPage looking = TestPage.start()) {
            for (String verb : List.of("remove", "empty")) {
                assertThat(asked(looking, verb, "sysv", queue.id()))
                        .startsWith("HTTP/1.1 403")
                        .contains("without --allow-actions");
            }
            assertThat(RawClient.ask(looking.port(), RawClient.get(looking.port(), looking.folder() + "actions")))
                    .contains("{\"allowed\":false}");
            assertThat(looking.process().error()).isEmpty();
        }
        assertThat(queue.status().messages()).isZero();
        assertThat(RawClient.ask(page.port(), RawClient.get(page.port(), page.folder() + "actions")))
                .contains("{\"allowed\":true}");
    }
}
