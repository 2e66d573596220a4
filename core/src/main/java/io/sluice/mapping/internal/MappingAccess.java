package io.sluice.mapping.internal;

import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the kinds make a {@code MappedMemory} and reach the region in it, which its users do not see. That class is above this
 * package and passes two functions down when it is loaded.
 */
public final class MappingAccess {
    private static volatile @Nullable Function<MappedRegion, ?> maker;
    private static volatile @Nullable Function<Object, MappedRegion> looker;

    private MappingAccess() {}

    /**
     * By {@code MappedMemory}, once.
     *
     * @param make makes memory of a region
     * @param look finds the region in memory
     */
    public static void grant(Function<MappedRegion, ?> make, Function<Object, MappedRegion> look) {
        maker = make;
        looker = look;
    }

    /**
     * Makes memory of a region.
     *
     * @param type {@code MappedMemory.class}
     * @param region what is mapped
     * @param <M> {@code MappedMemory}
     * @return the memory
     */
    public static <M> M memory(Class<M> type, MappedRegion region) {
        try {
            MethodHandles.lookup().ensureInitialized(type);
        } catch (IllegalAccessException notPublic) {
            throw new IllegalStateException(notPublic);
        }
        return type.cast(Objects.requireNonNull(maker).apply(region));
    }

    /**
     * The region in memory.
     *
     * @param memory a {@code MappedMemory}
     * @return what is mapped
     */
    public static MappedRegion region(Object memory) {
        return Objects.requireNonNull(looker).apply(memory);
    }
}
