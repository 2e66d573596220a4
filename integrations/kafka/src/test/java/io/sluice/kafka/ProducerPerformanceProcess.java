package io.sluice.kafka;

/** The main class of Kafka's own producer performance tool, with what the bridge asks of Kafka. */
final class ProducerPerformanceProcess {
    private ProducerPerformanceProcess() {}

    public static void main(String[] arguments) throws Exception {
        String[] options = {
            "--topic",
            arguments[0],
            "--num-records",
            arguments[1],
            "--record-size",
            arguments[2],
            "--throughput",
            "-1",
            "--command-property",
            "bootstrap.servers=" + arguments[3],
            "acks=all"
        };
        // By reflection: it is in an artifact that nothing else needs.
        Class.forName("org.apache.kafka.tools.ProducerPerformance")
                .getMethod("main", String[].class)
                .invoke(null, (Object) options);
    }
}
