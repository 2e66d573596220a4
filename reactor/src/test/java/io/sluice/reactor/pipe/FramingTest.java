package io.sluice.reactor.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a framing does with bytes that are no record, and how much it reads. */
class FramingTest {
    private static void read(Decoder<?> decoder, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteBuffer room = decoder.room(1);
        assertThat(room.remaining()).as("the room").isGreaterThanOrEqualTo(bytes.length);
        room.put(bytes);
        decoder.filled(bytes.length);
    }

    private static void readAll(Decoder<?> decoder, byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            ByteBuffer room = decoder.room(1);
            int count = Math.min(room.remaining(), bytes.length - at);
            room.put(bytes, at, count);
            decoder.filled(count);
            at += count;
            assertThat((Object) decoder.next()).isNull();
        }
    }

    private static Decoder<String> lines(LineOptions options) {
        return Framing.text(Framing.lines(options), UTF_8).decoder("a pipe");
    }

    @Test
    void recordsOfOneSizeAreReadInPortionsThatGrowUpToAPipeAsLongAsReadsFillThem() {
        Decoder<byte[]> decoder = Framing.fixed(64).decoder("a pipe");
        for (int portion : new int[] {8192, 16_384, 32_768, 65_536, 65_536}) {
            assertThat(decoder.room(3).remaining()).isEqualTo(3 * 64);
            assertThat(decoder.room(Long.MAX_VALUE).remaining()).isEqualTo(portion);
            decoder.filled(portion);
            for (int i = 0; i < portion / 64; i++) {
                assertThat(decoder.next()).hasSize(64);
            }
            assertThat(decoder.next()).isNull();
        }
        assertThat(Framing.fixed(100_000).decoder("a pipe").room(5).remaining()).isEqualTo(100_000);
    }

    @Test
    void recordsOfOneSizeAreReadInTheSamePortionsAsLongAsReadsDoNotFillThem() {
        Decoder<byte[]> decoder = Framing.fixed(64).decoder("a pipe");
        for (int i = 0; i < 3; i++) {
            assertThat(decoder.room(Long.MAX_VALUE).remaining()).isEqualTo(8192);
            decoder.filled(64);
            assertThat(decoder.next()).hasSize(64);
        }
    }

    @Test
    void aLineThatIsTooLongIsAnErrorWithWhatWasReadOfIt() {
        Decoder<String> decoder = lines(LineOptions.create().maxBytes(5));
        read(decoder, "12345\n123456\nnext\n");
        assertThat(decoder.next()).isEqualTo("12345");
        LineTooLongException error = catchThrowableOfType(LineTooLongException.class, decoder::next);
        assertThat(error)
                .hasMessage(
                        "A line is longer than 5 bytes. Raise LineOptions.maxBytes, or take Framing.cutLines, which cuts"
                                + " long lines and reports the cut.");
        assertThat(new String(error.bytes(), UTF_8)).isEqualTo("123456");
        assertThat(error.maxBytes()).isEqualTo(5);
        assertThat(decoder.next()).isEqualTo("next");
    }

    @Test
    void theRestOfALineThatWasTooLongIsDropped() {
        Decoder<String> decoder = lines(LineOptions.create().maxBytes(5));
        read(decoder, "1234567");
        assertThatExceptionOfType(LineTooLongException.class).isThrownBy(decoder::next);
        assertThat(decoder.next()).isNull();
        read(decoder, "the rest");
        assertThat(decoder.next()).isNull();
        read(decoder, " of it\nnext\n");
        assertThat(decoder.next()).isEqualTo("next");
        assertThat(decoder.end()).isNull();
    }

    @Test
    void aLineWithoutAnEndKeepsNoMoreThanItsLimit() {
        Decoder<CutLine> decoder =
                Framing.cutLines(LineOptions.create().maxBytes(20_000)).decoder("a pipe");
        byte[] flood = new byte[1_000_000];
        readAll(decoder, flood);
        assertThat(decoder.room(1).capacity()).isLessThanOrEqualTo(20_001);
        read(decoder, "\n");
        assertThat(decoder.next()).isEqualTo(new CutLine(new byte[20_000], 980_000));
    }

    @Test
    void theLastLineWithoutItsSeparatorIsAnErrorUnlessItIsAllowed() {
        Decoder<String> strict = lines(LineOptions.create());
        read(strict, "end");
        assertThat(strict.next()).isNull();
        PartialRecordException error = catchThrowableOfType(PartialRecordException.class, strict::end);
        assertThat(new String(error.bytes(), UTF_8)).isEqualTo("end");
        assertThat(strict.end()).isNull();

        Decoder<String> lenient = lines(LineOptions.create().allowUnterminated(true));
        read(lenient, "end");
        assertThat(lenient.next()).isNull();
        assertThat(lenient.end()).isEqualTo("end");
        assertThat(lenient.end()).isNull();
    }

    @Test
    void aLineThatIsCutByTheEndIsAPartialRecordToo() {
        Decoder<CutLine> decoder =
                Framing.cutLines(LineOptions.create().maxBytes(3)).decoder("a pipe");
        read(decoder, "12345");
        assertThat(decoder.next()).isNull();
        assertThat(decoder.isEmpty()).isFalse();
        PartialRecordException error = catchThrowableOfType(PartialRecordException.class, decoder::end);
        assertThat(new String(error.bytes(), UTF_8)).isEqualTo("123");
        assertThat(decoder.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"4,-1", "4,-2147483648", "4,1001", "8,-1", "8,-9223372036854775808", "8,9223372036854775807", "2,65535"
    })
    void aLengthThatLiesIsAnErrorWithTheNumber(int prefixBytes, long length) {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            Decoder<byte[]> decoder =
                    Framing.lengthPrefixed(prefixBytes, order, 1000).decoder("a pipe");
            byte[] prefix = FramingPropertyTest.prefix(prefixBytes, order, length);
            decoder.room(1).put(prefix);
            decoder.filled(prefix.length);
            RecordLengthException error = catchThrowableOfType(RecordLengthException.class, decoder::next);
            assertThat(error.length()).isEqualTo(length);
            assertThat(error.maxBytes()).isEqualTo(1000);
            assertThat(error.bytes()).isEqualTo(prefix);
            assertThat(error).hasMessageStartingWith("The length in front of a record is " + length);
            read(decoder, "whatever comes");
            assertThat(decoder.next()).isNull();
            assertThat(decoder.end()).isNull();
            byte[] good = FramingPropertyTest.prefix(prefixBytes, order, 0);
            decoder.room(1).put(good);
            decoder.filled(good.length);
            assertThat(decoder.next()).isEmpty();
        }
    }

    @Test
    void aLengthThatAnnouncesMuchAllocatesLittle() {
        Decoder<byte[]> decoder =
                Framing.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, 1 << 30).decoder("a pipe");
        decoder.room(1).put(FramingPropertyTest.prefix(4, ByteOrder.BIG_ENDIAN, 1 << 30));
        decoder.filled(4);
        assertThat(decoder.next()).isNull();
        assertThat(decoder.room(1).capacity()).isLessThanOrEqualTo(ReadBytes.PORTION);
        readAll(decoder, new byte[100_000]);
        assertThat(decoder.room(1).capacity()).isLessThanOrEqualTo(4 * 65_536);
    }

    @Test
    void aPartialRecordSaysWhatWasExpected() {
        Decoder<byte[]> fixed = Framing.fixed(8).decoder("a pipe");
        read(fixed, "123");
        assertThat(fixed.next()).isNull();
        assertThatExceptionOfType(PartialRecordException.class)
                .isThrownBy(fixed::end)
                .withMessage("The last writer left in the middle of a record: it wrote 3 bytes of a record of 8.");
        Decoder<byte[]> prefixed =
                Framing.lengthPrefixed(1, ByteOrder.BIG_ENDIAN, 255).decoder("a pipe");
        read(prefixed, "a");
        assertThat(prefixed.next()).isNull();
        assertThatExceptionOfType(PartialRecordException.class)
                .isThrownBy(prefixed::end)
                .withMessageContaining("a length of 1 and a record of 97");
    }

    @Test
    void noMoreIsReadThanTheDemandedRecordsNeed() {
        assertThat(Framing.fixed(64).decoder("a pipe").room(1).remaining()).isEqualTo(64);
        assertThat(Framing.fixed(64).decoder("a pipe").room(3).remaining()).isEqualTo(192);
        assertThat(Framing.fixed(64).decoder("a pipe").room(Long.MAX_VALUE).remaining())
                .isEqualTo(ReadBytes.PORTION);
        assertThat(Framing.fixed(100_000).decoder("a pipe").room(Long.MAX_VALUE).remaining())
                .isEqualTo(100_000);
        assertThat(Framing.raw(100).decoder("a pipe").room(Long.MAX_VALUE).remaining())
                .isEqualTo(100);
        assertThat(Framing.packets().decoder("a pipe").room(Long.MAX_VALUE).remaining())
                .isEqualTo(4096);
        Decoder<byte[]> prefixed =
                Framing.lengthPrefixed(1, ByteOrder.BIG_ENDIAN, 255).decoder("a pipe");
        assertThat(prefixed.room(5).remaining()).isEqualTo(1);
        read(prefixed, "a");
        assertThat(prefixed.next()).isNull();
        assertThat(prefixed.room(1).remaining()).isEqualTo(97);
        assertThat(prefixed.room(2).remaining()).isEqualTo(98);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, (1 << 30) + 1, Integer.MAX_VALUE})
    void sizesOutOfRangeAreRefused(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Framing.fixed(size))
                .withMessage("the size of a record must be from 1 to 1073741824, but was " + size);
        assertThatIllegalArgumentException().isThrownBy(() -> Framing.raw(size));
        assertThatIllegalArgumentException().isThrownBy(() -> Framing.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, size));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineOptions.create().maxBytes(size));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineOptions.create().separator(new byte[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Framing.lengthPrefixed(size, ByteOrder.BIG_ENDIAN, 1))
                .withMessage("the length has 1, 2, 4 or 8 bytes, and not " + size);
    }

    @Test
    void aBufferThatWasNotReleasedIsNeverUsedAgain() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (Framing<byte[]> framing : List.of(Framing.raw(16), Framing.fixed(16))) {
            Decoder<PooledBuffer> decoder = Framing.pooled(framing).decoder("a pipe");
            List<PooledBuffer> held = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                String text = String.format("%016d", i);
                assertThat(decoder.next()).isNull();
                read(decoder, text);
                held.add(decoder.next());
                expected.add(text);
                while (!held.isEmpty() && random.nextInt(40) < held.size()) {
                    int which = random.nextInt(held.size());
                    PooledBuffer buffer = held.remove(which);
                    assertThat(UTF_8.decode(buffer.bytes()).toString()).isEqualTo(expected.remove(which));
                    buffer.release();
                    buffer.release();
                }
            }
        }
    }

    @Test
    void aReleasedBufferIsUsedAgainAndCannotBeRead() {
        Decoder<PooledBuffer> decoder = Framing.pooled(Framing.lines()).decoder("a pipe");
        read(decoder, "one\ntwo\n");
        PooledBuffer one = decoder.next();
        assertThat(one.bytes().isDirect()).isTrue();
        one.release();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(one::bytes);
        assertThat(decoder.next()).isSameAs(one);
        assertThat(UTF_8.decode(one.bytes()).toString()).isEqualTo("two");
    }
}
