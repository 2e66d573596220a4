package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The numbers that have arrived in a topic, those of each partition in its order. Each number has one id, and each id one number. */
final class Arrivals {
    private final Map<Long, String> firstTimes;
    private final int repeated;

    private Arrivals(Map<Long, String> firstTimes, int repeated) {
        this.firstTimes = firstTimes;
        this.repeated = repeated;
    }

    static Arrivals of(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Long, String> ids = new LinkedHashMap<>();
        int repeated = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String id = TopicReader.header(record, BridgeHeaders.ID);
            String earlier = ids.putIfAbsent(Long.valueOf(TopicReader.text(record)), id);
            if (earlier != null) {
                assertThat(id).isEqualTo(earlier);
                repeated++;
            }
        }
        assertThat(ids.values()).doesNotHaveDuplicates();
        return new Arrivals(ids, repeated);
    }

    /** How many there are, each counted once. */
    int distinct() {
        return firstTimes.size();
    }

    int repeated() {
        return repeated;
    }

    List<Long> missing(long sent) {
        return LongStream.range(0, sent)
                .filter(number -> !firstTimes.containsKey(number))
                .boxed()
                .toList();
    }

    /** The numbers that came behind a higher one of their priority. */
    List<Long> outOfOrder(int priorities) {
        List<Long> found = new ArrayList<>();
        long[] highest = new long[priorities];
        for (long number : firstTimes.keySet()) {
            int priority = (int) (number % priorities);
            if (number < highest[priority]) {
                found.add(number);
            }
            highest[priority] = Math.max(highest[priority], number);
        }
        return found;
    }
}
