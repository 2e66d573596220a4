package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestQueues;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code sluice web} in a real browser. */
@LongTest
class WebBrowserIT {
    /** A folder for pictures of the page. With it, this test also judges how smooth the page is: the machine is to be quiet. */
    private static final String PICTURES = System.getProperty("sluice.web.pictures", "");

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
        browser.script(
                "[...document.querySelectorAll('#objects tbody button')].find(each => each.textContent.startsWith("
                        + "arguments[0] + ' ')).click()",
                Integer.toString(queue.id()));
    }

    private static void send(SysvMessageQueue queue, String text) {
        assertThat(queue.trySend(SysvMessage.ofText(1, text))).isTrue();
    }

    @Test
    void aQueueThatFillsIsSeenAndItsMessagesStayInIt() {
        SysvMessageQueue queue = queues.create(100);
        open(false);
        Bounds.await("the queue").until(() -> depth(queue).equals("0"));
        long start = System.nanoTime();
        send(queue, "hello");
        Bounds.await("its message").until(() -> depth(queue).equals("1"));
        System.out.println("web: shown after " + (System.nanoTime() - start) / 1_000_000 + " ms");
        choose(queue);
        Bounds.await("its last message").until(() -> text("messages-list").contains("hello"));
        assertThat(queue.status().messages()).isEqualTo(1);
        assertThat(isShown("actions")).as("nothing that changes it is offered").isFalse();
        Bounds.await("the lines")
                .until(() -> browser.script("return document.querySelector('#lines canvas') !== null")
                        .asBoolean());
        Bounds.await("the limits").until(() -> text("limits").contains("fs.mqueue.msg_max"));
        assertThat(browser.complaints()).isEmpty(); // nothing was refused, missing, or wrong
    }

    @Test
    void theKeyboardChoosesAnObjectPausesAndResumes() {
        SysvMessageQueue queue = queues.create(100);
        open(true);
        Bounds.await("the queue").until(() -> depth(queue).equals("0"));
        browser.press(DOWN);
        browser.press(ENTER);
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

    @Test
    void fiveHundredQueuesStaySmooth() throws Exception {
        assumeTrue(
                !PICTURES.isEmpty(),
                "only the long form, -Dsluice.web.pictures=FOLDER, judges time and takes pictures");
        for (int i = 0; i < 500; i++) {
            SysvMessageQueue queue = queues.create(1000);
            for (int used = 0; used < i % 90; used++) {
                send(queue, "0123456789");
            }
        }
        open(false);
        Bounds.await("the queues")
                .until(() -> browser.script("return document.querySelectorAll('#objects tbody tr').length")
                                .asInt()
                        >= 500);
        double median = browser.asyncScript("""
                        const done = arguments[0];
                        const frames = [];
                        let before = performance.now();
                        requestAnimationFrame(function next(now) {
                          frames.push(now - before);
                          before = now;
                          if (frames.length < 200) requestAnimationFrame(next);
                          else done(frames.sort((a, b) => a - b)[100]);
                        });
                        """).asDouble();
        System.out.println("500 queues: a frame takes " + median + " ms at the median");
        assertThat(median).isLessThan(50);
        browser.screenshot(Path.of(PICTURES, "web.png"));
    }
}
