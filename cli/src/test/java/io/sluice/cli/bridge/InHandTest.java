package io.sluice.cli.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PartialRecordException;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.testing.Bounds;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class InHandTest {
    @Test
    void whatAWriterHasLeftOfARecordIsPrinted() {
        Pipe pipe = Pipe.open();
        try (PipeWriteEnd writes = pipe.writeEnd()) {
            writes.tryWrite(ByteBuffer.wrap(new byte[] {'i', 'j'}));
        }
        Throwable error;
        try (PipeReadEnd reads = pipe.readEnd();
                PipeReceiver<byte[]> receiver = PipeReceiver.create(reads, Framing.fixed(4))) {
            error = catchThrowable(() -> receiver.receive().blockLast(Bounds.SOON));
        }
        assertThat(error).isInstanceOf(PartialRecordException.class);
        assertThat(InHand.of(error)).isEqualTo("what was read and is no message, in base64: aWo=");
    }

    @Test
    void anErrorWithoutBytesHasNone() {
        assertThat(InHand.of(new IllegalStateException("no bytes"))).isNull();
    }
}
