package io.sluice.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.MarkdownFile;
import io.sluice.testing.MarkdownFile.CodeBlock;
import io.sluice.testing.TestQueues;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The C of the documentation compiles without warnings, and does what the page says. */
class CBlocksTest {
    private static final int ORDERS = 1000;
    private static final String PRINT_ORDER = """
            #include <stdio.h>
            int main(void) {
                struct order order = {-42, 7, "valve"};
                const unsigned char *bytes = (const unsigned char *) &order;
                for (size_t i = 0; i < sizeof order; i++)
                    printf("%02x", bytes[i]);
                printf("\\n");
                return 0;
            }
            """;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void eachCompiles() {
        CProgram.requireCompiler();
        assertThat(MarkdownFile.allCodeBlocks("c"))
                .isNotEmpty()
                .allSatisfy(block -> CProgram.ofSource(
                        "block",
                        block.text().contains("main(")
                                ? block.text()
                                : block.text() + "int main(void) { return 0; }\n"));
    }

    @Test
    void theSenderOfTheConceptsIsHeldBackUntilItsMessagesAreTaken() {
        PosixMessageQueue queue = queues.create(10, 64);
        String source = cBlockOf("docs/concepts.md").text().replace("/orders", queue.name());
        try (RunningProgram sender = CProgram.ofSource("orders_sender", source).start()) {
            Bounds.await("full queue").until(() -> queue.attributes().currentMessages() == 10);
            sender.awaitAsleep();
            assertThat(PosixMqReceiver.create(queues.open(queue.name(), PosixAccess.READ))
                            .receive()
                            .take(ORDERS)
                            .map(PosixMessage::text)
                            .collectList()
                            .block(Bounds.SOON))
                    .hasSize(ORDERS)
                    .contains("order 0", "order 999");
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    @Test
    void theStructIsReadAsTheCompilerLaysItOut() {
        String source = cBlockOf("docs/which-queue.md").text() + PRINT_ORDER;
        try (RunningProgram printing = CProgram.ofSource("print_order", source).start()) {
            byte[] bytes = HexFormat.of().parseHex(printing.line());
            assertThat(WhichQueueSnippets.Order.of(PosixMessage.of(bytes)))
                    .isEqualTo(new WhichQueueSnippets.Order(-42, 7, "valve"));
        }
    }

    private static CodeBlock cBlockOf(String page) {
        return MarkdownFile.of(page).codeBlocks().stream()
                .filter(block -> block.language().equals("c"))
                .findFirst()
                .orElseThrow();
    }
}
