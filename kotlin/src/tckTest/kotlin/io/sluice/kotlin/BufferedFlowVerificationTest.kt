package io.sluice.kotlin

/** The rules of Reactive Streams for a publisher made from a flow that takes messages ahead. */
class BufferedFlowVerificationTest : ReceivedFlowVerificationTest(buffer = 5)
