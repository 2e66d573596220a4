package io.sluice.libc;

/**
 * Sizes and offsets in bytes of the structs of {@link SysvSemaphoreCalls}. On x86-64, each time in the status has an unused
 * word behind it.
 *
 * @param semidDsSize size of {@code struct semid_ds}, which begins with its {@code struct ipc_perm}
 * @param semidDsCtime offset of {@code sem_ctime}
 * @param semidDsNsems offset of {@code sem_nsems}
 */
public record SysvSemaphoreLayouts(int semidDsSize, int semidDsCtime, int semidDsNsems) {
    /** The layouts of the machine this JVM runs on. */
    public static final SysvSemaphoreLayouts CURRENT = of(Abi.current());

    /** Offset of {@code sem_otime}. */
    public static final int SEMID_DS_OTIME = 48;

    /** Size of {@code struct sembuf}. */
    public static final int SEMBUF_SIZE = 6;
    /** Offset of {@code sem_num}, 16 bits without a sign. */
    public static final int SEMBUF_NUM = 0;
    /** Offset of {@code sem_op}, 16 bits. */
    public static final int SEMBUF_OP = 2;
    /** Offset of {@code sem_flg}, 16 bits. */
    public static final int SEMBUF_FLG = 4;

    /** Size of {@code struct seminfo}. */
    public static final int SEMINFO_SIZE = 40;
    /** Offset of {@code semmni}. */
    public static final int SEMINFO_SEMMNI = 4;
    /** Offset of {@code semmns}. */
    public static final int SEMINFO_SEMMNS = 8;
    /** Offset of {@code semmsl}. */
    public static final int SEMINFO_SEMMSL = 16;
    /** Offset of {@code semopm}. */
    public static final int SEMINFO_SEMOPM = 20;
    /** Offset of {@code semusz}, which {@code SEM_INFO} fills with the number of sets. */
    public static final int SEMINFO_SEMUSZ = 28;
    /** Offset of {@code semvmx}. */
    public static final int SEMINFO_SEMVMX = 32;
    /** Offset of {@code semaem}, which {@code SEM_INFO} fills with the number of semaphores in all sets. */
    public static final int SEMINFO_SEMAEM = 36;

    /**
     * The layouts of one architecture.
     *
     * @param abi the architecture
     * @return its layouts
     */
    public static SysvSemaphoreLayouts of(Abi abi) {
        return switch (abi) {
            case X86_64 -> new SysvSemaphoreLayouts(104, 64, 80);
            case AARCH64 -> new SysvSemaphoreLayouts(88, 56, 64);
        };
    }
}
