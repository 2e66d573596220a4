@file:JvmName("CStructs")

package io.sluice.samples.kotlin

import io.sluice.codec.struct.StructCodec
import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.codec.WhenUndecodable
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.samples.support.CDaemon
import io.sluice.samples.support.withNamedQueue
import java.time.Duration
import java.time.Instant

private const val READINGS = 3L
private val PATIENCE = Duration.ofSeconds(60)

/** The reading of a weather station, which is `struct weather` in `weather.c`. */
private data class Weather(
    val station: Int,
    val calibrated: Boolean,
    val takenAt: Instant,
    val celsius: Double,
    val strongestGust: Int,
    val place: String,
)

private val weatherCodec: StructCodec<Weather> = run {
    val struct = StructCodec.builder<Weather>("weather")
    val station = struct.uint16("station") { it.station }
    val calibrated = struct.bool("calibrated") { it.calibrated }
    val takenAt = struct.int64("taken_at") { it.takenAt.toEpochMilli() }
    val celsius = struct.float64("celsius") { it.celsius }
    val gusts = struct.uint16Array("gusts", 3) { intArrayOf(it.strongestGust, 0, 0) }
    val place = struct.string("place", 16) { it.place }
    struct.build {
        Weather(
            station.get(it),
            calibrated.get(it),
            Instant.ofEpochMilli(takenAt.get(it)),
            celsius.get(it),
            gusts.get(it).max(),
            place.get(it),
        )
    }
}

/**
 * A C program sends structs, `weather.c`, and they come as objects of a data class. What is no such struct is skipped,
 * and does not end the stream.
 */
fun main() {
    if (CDaemon.lacksCompiler()) return
    val others = WhenUndecodable.skip<PosixMessage> { println("no reading: ${it.payload().toString(Charsets.UTF_8)}") }
    val name = "/sluice-weather-${ProcessHandle.current().pid()}"
    withNamedQueue(name, maxMessages = 4) { queue ->
        CDaemon.start("weather", name).use {
            PosixMqReceiver.create(queue)
                .receive(weatherCodec, others)
                .take(READINGS)
                .doOnNext { println(it) }
                .blockLast(PATIENCE)
        }
    }
    println("skipped: ${others.count()}")
}
