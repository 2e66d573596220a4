/** Linux inter-process communication as Reactive Streams. */
module io.sluice.reactor {
    requires transitive io.sluice.core;
    requires transitive reactor.core;
    requires transitive org.reactivestreams;
    requires static transitive org.jspecify;
    requires static reactor.blockhound;

    exports io.sluice.reactor;

    provides reactor.blockhound.integration.BlockHoundIntegration with
            io.sluice.reactor.SluiceBlockHoundIntegration;
}
