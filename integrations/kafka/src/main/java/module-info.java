/** Bridges between Linux queues and Kafka. */
module io.sluice.kafka {
    requires transitive io.sluice.reactor;
    requires kafka.clients;
    requires static transitive org.jspecify;

    exports io.sluice.kafka;
}
