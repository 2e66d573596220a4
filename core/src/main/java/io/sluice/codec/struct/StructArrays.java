package io.sluice.codec.struct;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads and writes the arrays of a struct, element by element. */
final class StructArrays {
    private StructArrays() {}

    static int[] readInts(Member member, IntegerType type, ByteBuffer from, int at) {
        int[] values = new int[member.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) type.read(member, from, at + i * type.size);
        }
        return values;
    }

    static void write(Member member, IntegerType type, ByteBuffer to, int at, int[] values) {
        member.checkLength(values.length);
        for (int i = 0; i < values.length; i++) {
            type.write(member, to, at + i * type.size, values[i]);
        }
    }

    static long[] readLongs(Member member, IntegerType type, ByteBuffer from, int at) {
        long[] values = new long[member.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.read(member, from, at + i * type.size);
        }
        return values;
    }

    static void write(Member member, IntegerType type, ByteBuffer to, int at, long[] values) {
        member.checkLength(values.length);
        for (int i = 0; i < values.length; i++) {
            type.write(member, to, at + i * type.size, values[i]);
        }
    }

    static float[] readFloats(Member member, ByteBuffer from, int at) {
        float[] values = new float[member.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.getFloat(at + i * Float.BYTES);
        }
        return values;
    }

    static void write(Member member, ByteBuffer to, int at, float[] values) {
        member.checkLength(values.length);
        for (int i = 0; i < values.length; i++) {
            to.putFloat(at + i * Float.BYTES, values[i]);
        }
    }

    static double[] readDoubles(Member member, ByteBuffer from, int at) {
        double[] values = new double[member.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.getDouble(at + i * Double.BYTES);
        }
        return values;
    }

    static void write(Member member, ByteBuffer to, int at, double[] values) {
        member.checkLength(values.length);
        for (int i = 0; i < values.length; i++) {
            to.putDouble(at + i * Double.BYTES, values[i]);
        }
    }

    static <N> List<N> readStructs(Member member, StructCodec<N> codec, ByteBuffer from, int at) {
        List<N> values = new ArrayList<>(member.length());
        for (int i = 0; i < member.length(); i++) {
            values.add(codec.read(from, at + i * codec.size()));
        }
        return Collections.unmodifiableList(values);
    }

    static <N> void write(Member member, StructCodec<N> codec, ByteBuffer to, int at, List<N> values) {
        member.checkLength(values.size());
        for (int i = 0; i < member.length(); i++) {
            codec.write(member.notNull(values.get(i)), to, at + i * codec.size());
        }
    }
}
