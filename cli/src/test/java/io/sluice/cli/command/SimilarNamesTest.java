package io.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {
    @ParameterizedTest
    @CsvSource({
        "send, send, 0",
        "sned, send, 1",
        "sen, send, 1",
        "sendd, send, 1",
        "sund, send, 1",
        "recieve, receive, 1",
        "reciev, receive, 2"
    })
    void aSwapIsOneMistakeAsAnyOtherWrongLetter(String word, String name, int mistakes) {
        assertThat(SimilarNames.mistakes(word, name)).isEqualTo(mistakes);
        assertThat(SimilarNames.mistakes(name, word)).isEqualTo(mistakes);
    }

    @Test
    void onlyTheMostSimilarNamesAreGiven() {
        assertThat(SimilarNames.of("lest", List.of("list", "test", "lets", "create")))
                .containsExactly("list", "test", "lets");
        assertThat(SimilarNames.of("receve", List.of("receive", "recede"))).containsExactly("receive", "recede");
        assertThat(SimilarNames.of("recieve", List.of("receive", "relieve", "retrieve")))
                .containsExactly("receive", "relieve");
        assertThat(SimilarNames.of("a", List.of("ab", "ac", "ad", "ae"))).containsExactly("ab", "ac", "ad");
    }

    @Test
    void manyWrongLettersAreNoSimilarity() {
        assertThat(SimilarNames.of("remove", List.of("unlink", "receive"))).isEmpty();
        assertThat(SimilarNames.of("x".repeat(1_000_000), List.of("send"))).isEmpty();
    }
}
