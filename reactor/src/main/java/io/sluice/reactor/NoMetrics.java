package io.sluice.reactor;

/** What records nothing, and the shared recorder, which is that one at first. */
final class NoMetrics implements MetricsRecorder {
    static final MetricsRecorder RECORDER = new NoMetrics();
    static final ReceiveRecorder RECEIVING = new ReceiveRecorder() {};
    static final OperationRecorder OPERATIONS = new OperationRecorder() {};

    static volatile MetricsRecorder shared = RECORDER;

    private NoMetrics() {}

    @Override
    public String toString() {
        return "MetricsRecorder.none()";
    }
}
