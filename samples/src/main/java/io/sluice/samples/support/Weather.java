package io.sluice.samples.support;

import io.sluice.codec.struct.BooleanField;
import io.sluice.codec.struct.DoubleField;
import io.sluice.codec.struct.IntField;
import io.sluice.codec.struct.LongField;
import io.sluice.codec.struct.StructBuilder;
import io.sluice.codec.struct.StructCodec;
import io.sluice.codec.struct.ValueField;
import java.time.Instant;
import java.util.stream.IntStream;

/**
 * The reading of a weather station, which is {@code struct weather} in {@code weather.c}.
 *
 * @param station its number
 * @param calibrated whether to trust it
 * @param takenAt when it was taken
 * @param celsius the temperature
 * @param strongestGust in centimetres per second
 * @param place where the station is
 */
public record Weather(
        int station, boolean calibrated, Instant takenAt, double celsius, int strongestGust, String place) {
    /** Reads the struct. */
    public static final StructCodec<Weather> CODEC = codec();

    private static StructCodec<Weather> codec() {
        StructBuilder<Weather> struct = StructCodec.builder("weather");
        IntField station = struct.uint16("station", Weather::station);
        BooleanField calibrated = struct.bool("calibrated", Weather::calibrated);
        LongField takenAt =
                struct.int64("taken_at", weather -> weather.takenAt().toEpochMilli());
        DoubleField celsius = struct.float64("celsius", Weather::celsius);
        ValueField<int[]> gusts = struct.uint16Array("gusts", 3, weather -> new int[] {weather.strongestGust(), 0, 0});
        ValueField<String> place = struct.string("place", 16, Weather::place);
        return struct.build(in -> new Weather(
                station.get(in),
                calibrated.get(in),
                Instant.ofEpochMilli(takenAt.get(in)),
                celsius.get(in),
                IntStream.of(gusts.get(in)).max().orElse(0),
                place.get(in)));
    }
}
