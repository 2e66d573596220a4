package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code sluice web} in a real browser. */
@LongTest
class WebBrowserIT {
    /** The long form judges how smooth the page is: the machine is to be quiet. */
    private static final boolean LONG =
            !System.getProperty("sluice.web.pictures", "").isEmpty();

    private static final int MEASURED = LONG ? 50 : 5;

    /** In place: a browser that is ended still writes while a folder of the test would be removed. */
    private static final Path PROFILES = Path.of("target", "browser").toAbsolutePath();

    private static final String DEPTH = """
            for (const row of document.querySelectorAll('#objects tbody tr')) {
              if (row.cells[0].textContent === 'sysv' && row.cells[1].textContent.startsWith(arguments[0] + ' ')) {
                return row.cells[3].textContent;
              }
            }
            return null;
            """;
    private static final String TAB = "\uE004";
    private static final String ESCAPE = "\uE00C";
    private static final String DOWN = "\uE015";
    private static final String ENTER = "\uE007";

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @RegisterExtension
    final TestQueues names = new TestQueues();

    private TestPage page;
    private Browser browser;

    @AfterEach
    void end() {
        if (browser != null) {
            browser.close();
        }
        if (page != null) {
            page.close();
        }
    }

    private void open(boolean dark, String... options) {
        browser = Browser.start(PROFILES.resolve(dark ? "dark" : "light"), dark);
        page = TestPage.start(options);
        browser.open(page.uri());
    }

    private String depth(SysvMessageQueue queue) {
        return browser.script(DEPTH, Integer.toString(queue.id())).asText();
    }

    private String text(String id) {
        return browser.script("return document.getElementById(arguments[0]).textContent", id)
                .asText();
    }

    private boolean isShown(String id) {
        return browser.script("return document.getElementById(arguments[0]).checkVisibility()", id)
                .asBoolean();
    }

    private String focused() {
        return browser.script("return document.activeElement.id").asText();
    }

    private void choose(SysvMessageQueue queue) {
        assertThat(browser.choose(Integer.toString(queue.id()))).isTrue();
    }

    private static void send(SysvMessageQueue queue, String text) {
        assertThat(queue.trySend(SysvMessage.ofText(1, text))).isTrue();
    }

    @Test
    void aQueueThatFillsIsSeenAndItsMessagesStayInIt() {
        SysvMessageQueue queue = queues.create(1000);
        open(false);
        Bounds.await("the queue").until(() -> depth(queue).equals("0"));
        long[] shownAfter = IntStream.rangeClosed(1, MEASURED)
                .mapToLong(depth -> shownAfter(queue, depth))
                .sorted()
                .toArray();
        System.out.println("web: a message is shown after " + shownAfter[MEASURED / 2] + " ms at the median, "
                + shownAfter[MEASURED - 1] + " ms at most, of " + MEASURED);
        choose(queue);
        Bounds.await("its last message").until(() -> text("messages-list").contains("hello"));
        assertThat(queue.status().messages()).isEqualTo(MEASURED);
        assertThat(isShown("actions")).as("nothing that changes it is offered").isFalse();
        Bounds.await("the lines")
                .until(() -> browser.script("return document.querySelector('#lines canvas') !== null")
                        .asBoolean());
        Bounds.await("the limits").until(() -> text("limits").contains("fs.mqueue.msg_max"));
        assertThat(browser.script("""
                        return performance.getEntriesByType('resource').filter(each => !each.name.startsWith(location.origin + '/'))
                        """)).isEmpty(); // no other host is asked for anything
        assertThat(browser.script("return performance.getEntriesByType('resource').length")
                        .asInt())
                .isGreaterThan(5);
        assertThat(background()).isEqualTo("rgb(241, 245, 249)");
        assertThat(browser.complaints()).isEmpty(); // nothing was refused, missing, or wrong
    }

    private String background() {
        return browser.script("return getComputedStyle(document.body).backgroundColor")
                .asText();
    }

    @Test
    void aNameIsTextAndAPosixQueueKeepsItsMessagesUnseen() {
        String name = names.name() + "<img src=x onerror=\"document.title='run'\">";
        PosixMessageQueue queue = names.closing(PosixMessageQueue.builder(name)
                .maxMessages(4)
                .maxMessageSize(64)
                .create());
        names.closing(() -> PosixMessageQueue.unlink(name));
        assertThat(queue.trySend(PosixMessage.ofText("hello"))).isTrue();
        String memory = names.name();
        names.closing(SharedMemory.builder(memory).size(1).create());
        names.closing(() -> SharedMemory.unlink(memory));
        open(false);
        Bounds.await("the queue").until(() -> browser.choose(name));
        Bounds.await("its page").until(() -> text("chosen-title").equals("mq " + name));
        assertThat(text("messages-state")).contains("only hands them out by taking them");
        assertThat(text("messages-list")).isEmpty();
        browser.script("location.reload()");
        Bounds.await("its page again").until(() -> text("chosen-title").equals("mq " + name) && isShown("messages"));
        assertThat(browser.choose(memory)).isTrue();
        Bounds.await("its holder")
                .until(() -> text("held-by").startsWith(ProcessHandle.current().pid() + " java"));
        assertThat(text("waiting")).isIn("nobody", "not known");
        browser.script("history.back()");
        Bounds.await("the page before").until(() -> text("chosen-title").equals("mq " + name));
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
        assertThat(browser.script("return document.title").asText()).isEqualTo("sluice");
        assertThat(browser.script("return document.querySelectorAll('main img').length")
                        .asInt())
                .isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    /** The milliseconds from before the send to the page's own change. Each send comes behind a frame, and so waits for the next one. */
    private long shownAfter(SysvMessageQueue queue, int depth) {
        browser.script("""
                const [id, wanted] = arguments;
                const rows = document.querySelector('#objects tbody');
                const row = [...rows.rows].find(each => each.cells[0].textContent === 'sysv' && each.cells[1].textContent.startsWith(id + ' '));
                delete window.shownAt;
                const observer = new MutationObserver(() => {
                  if (row.cells[3].textContent !== wanted) return;
                  window.shownAt = Date.now();
                  observer.disconnect();
                });
                observer.observe(rows, { childList: true, subtree: true, characterData: true });
                """, Integer.toString(queue.id()), Integer.toString(depth));
        long sent = System.currentTimeMillis();
        send(queue, "hello");
        Bounds.await("its message")
                .until(() ->
                        browser.script("return window.shownAt !== undefined").asBoolean());
        return browser.script("return window.shownAt").asLong() - sent;
    }

    @Test
    void theKeyboardChoosesAnObjectPausesAndResumes() {
        SysvMessageQueue queue = queues.create(100);
        open(true);
        Bounds.await("the queue").until(() -> depth(queue).equals("0"));
        browser.press(DOWN);
        browser.press(ENTER);
        assertThat(background()).isEqualTo("rgb(11, 17, 32)");
        Bounds.await("the choice")
                .until(() -> browser.script("return document.querySelectorAll('tr.chosen').length")
                                .asInt()
                        == 1);
        browser.press("p");
        Bounds.await("pause").until(() -> text("state").startsWith("paused"));
        send(queue, "unseen");
        assertThat(depth(queue)).isEqualTo("0");
        browser.press("p");
        Bounds.await("resume").until(() -> depth(queue).equals("1"));
    }

    @Test
    void aRemovalIsAskedForAndTheKeyboardAnswers() {
        SysvMessageQueue queue = queues.create(100);
        send(queue, "still needed");
        open(true, "--allow-actions");
        browser.width(360);
        Bounds.await("the queue").until(() -> depth(queue).equals("1"));
        choose(queue);
        Bounds.await("the actions").until(() -> isShown("actions") && isShown("empty"));
        for (String no : List.of(ENTER, ESCAPE)) {
            browser.script("document.getElementById('remove').focus()");
            browser.press(ENTER);
            Bounds.await("the question").until(() -> focused().equals("confirm-no"));
            assertThat(text("confirm-title"))
                    .startsWith("Remove sysv " + queue.id())
                    .endsWith("?");
            assertThat(text("confirm-loss")).contains("with its 1 message", "EIDRM");
            assertThat(browser.script("return document.documentElement.scrollWidth")
                            .asInt())
                    .isLessThanOrEqualTo(360);
            browser.press(no);
            Bounds.await("the page").until(() -> !isShown("confirm"));
        }
        assertThat(queue.status().messages()).isEqualTo(1);
        assertThat(text("chosen-title")).contains(Integer.toString(queue.id()));

        browser.script("document.getElementById('empty').focus()");
        browser.press(ENTER);
        Bounds.await("the question").until(() -> focused().equals("confirm-no"));
        assertThat(text("confirm-loss")).contains("takes its 1 message out of the queue");
        browser.press(TAB);
        browser.press(ENTER);
        Bounds.await("the result").until(() -> text("action-state").endsWith(": 1 message thrown away"));
        assertThat(queue.status().messages()).isZero();
        Bounds.await("its line")
                .until(() -> page.process().error().contains("empty sysv " + queue.id() + ": 1 message thrown away"));

        browser.press("p"); // the page goes on to show what is gone
        Bounds.await("pause").until(() -> text("state").startsWith("paused"));
        queue.remove();
        browser.script("document.getElementById('remove').click(); document.getElementById('confirm-yes').click()");
        Bounds.await("the problem").until(() -> text("action-state").contains("EINVAL"));
    }

    @Test
    void thePageIsNoWiderThanItsWindow() {
        SysvMessageQueue queue = queues.create(100);
        open(false);
        Bounds.await("the queue").until(() -> depth(queue).equals("0"));
        Bounds.await("the limits").until(() -> text("limits").contains("fs.mqueue.msg_max"));
        for (int pixels : List.of(360, 1920)) {
            browser.width(pixels);
            assertThat(browser.script("return document.documentElement.clientWidth")
                            .asInt())
                    .isLessThanOrEqualTo(pixels);
            Bounds.await("no scroll bar")
                    .until(() -> browser.script("return document.documentElement.scrollWidth")
                                    .asInt()
                            <= pixels);
        }
    }

    private static void change(SysvMessageQueue queue, boolean more) {
        if (more) {
            queue.trySend(SysvMessage.ofText(1, "0123456789"));
        } else {
            queue.tryReceive(TypeSelector.any());
        }
    }

    @Test
    void fiveHundredQueuesStaySmooth() {
        assumeTrue(LONG, "only the long form, -Dsluice.web.pictures=FOLDER, judges time");
        List<SysvMessageQueue> moving = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            SysvMessageQueue queue = queues.create(1000);
            moving.add(queue);
            for (int used = 0; used < i % 90; used++) {
                send(queue, "0123456789");
            }
        }
        open(false);
        Bounds.await("the queues")
                .until(() -> browser.script("return document.querySelectorAll('#objects tbody tr').length")
                                .asInt()
                        >= 500);
        // From the beginning of each frame in which the page draws to the beginning of the next one.
        browser.script("""
                window.drawn = [];
                const next = window.requestAnimationFrame;
                window.requestAnimationFrame = draw => next.call(window, time => {
                  const begin = performance.now();
                  draw(time);
                  next.call(window, () => window.drawn.push(performance.now() - begin));
                });
                """);
        AtomicInteger turn = new AtomicInteger();
        Bounds.await("frames").until(() -> {
            int now = turn.getAndIncrement();
            moving.forEach(queue -> change(queue, now % 20 < 10));
            return browser.script("return window.drawn.length").asInt() >= 25;
        });
        double median =
                browser.script("return window.drawn.sort((a, b) => a - b)[12]").asDouble();
        double longest = browser.script("return window.drawn[24]").asDouble();
        System.out.printf(
                "500 queues that change: a frame takes %.1f ms at the median, %.1f at least, %.1f at most%n",
                median, browser.script("return window.drawn[0]").asDouble(), longest);
        assertThat(median).isLessThan(50);
    }
}
