package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

class ReadmeTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void itsPipelineAnswers() {
        PosixMessageQueue orders = queues.create(10, 64);
        PosixMessageQueue answers = queues.create(10, 64);
        Disposable answering = ReadmeSnippets.answerAll(orders, answers, ReadmeSnippets::answer)
                .subscribe();

        assertThat(orders.trySend(PosixMessage.ofText("an order", 7))).isTrue();
        Bounds.await("answer").until(() -> answers.attributes().currentMessages() == 1);

        assertThat(answers.tryReceive()).isEqualTo(PosixMessage.ofText("answer to an order", 7));
        answering.dispose();
    }
}
