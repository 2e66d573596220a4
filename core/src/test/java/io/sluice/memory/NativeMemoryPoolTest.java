package io.sluice.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NativeMemoryPoolTest {
    private static final int SIZE = 64;
    private static final int KEPT = 4;

    private final NativeMemoryPool pool = new NativeMemoryPool(SIZE);

    @Test
    void piecesAreOfItsSize() {
        assertThat(pool.size()).isEqualTo(SIZE);
        assertThat(pool.take().size()).isEqualTo(SIZE);
    }

    @Test
    void aPieceThatWasGivenBackIsTakenAgainAndByOneOnly() {
        NativeMemory memory = pool.take();
        pool.giveBack(memory);
        assertThat(pool.take()).isSameAs(memory);
        assertThat(pool.take()).isNotSameAs(memory);
    }

    @Test
    void fourPiecesAreKeptEachForOne() {
        List<NativeMemory> taken = take(KEPT + 1);
        assertThat(taken).doesNotHaveDuplicates();
        taken.forEach(pool::giveBack);
        assertThat(take(KEPT)).containsExactlyInAnyOrderElementsOf(taken.subList(0, KEPT));
        assertThat(pool.take()).as("the fifth was not kept").isNotIn(taken);
    }

    @Test
    void memoryOfAnotherSizeIsNotKept() {
        NativeMemory larger = NativeMemory.allocate(SIZE + 1);
        pool.giveBack(larger);
        assertThat(take(KEPT)).doesNotContain(larger);
    }

    @Test
    void theMemoryOfAHeldMessageIsNotKept() {
        NativeMemory memory = pool.take();
        memory.held = true;
        pool.giveBack(memory);
        assertThat(take(KEPT)).doesNotContain(memory);
    }

    private List<NativeMemory> take(int count) {
        return Stream.generate(pool::take).limit(count).toList();
    }
}
