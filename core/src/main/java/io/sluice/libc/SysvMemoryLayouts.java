package io.sluice.libc;

/** Sizes and offsets in bytes of the structs of {@link SysvMemoryCalls}; the same on x86-64 and on aarch64. */
public final class SysvMemoryLayouts {
    /** Size of {@code struct shmid_ds}, which begins with its {@code struct ipc_perm}. */
    public static final int SHMID_DS_SIZE = 112;
    /** Offset of {@code shm_segsz}. */
    public static final int SHMID_DS_SEGSZ = 48;
    /** Offset of {@code shm_atime}. */
    public static final int SHMID_DS_ATIME = 56;
    /** Offset of {@code shm_dtime}. */
    public static final int SHMID_DS_DTIME = 64;
    /** Offset of {@code shm_ctime}. */
    public static final int SHMID_DS_CTIME = 72;
    /** Offset of {@code shm_cpid}. */
    public static final int SHMID_DS_CPID = 80;
    /** Offset of {@code shm_lpid}. */
    public static final int SHMID_DS_LPID = 84;
    /** Offset of {@code shm_nattch}. */
    public static final int SHMID_DS_NATTCH = 88;

    /** Size of {@code struct shminfo}. */
    public static final int SHMINFO_SIZE = 72;
    /** Offset of {@code shmmax}. */
    public static final int SHMINFO_SHMMAX = 0;
    /** Offset of {@code shmmni}. */
    public static final int SHMINFO_SHMMNI = 16;
    /** Offset of {@code shmall}. */
    public static final int SHMINFO_SHMALL = 32;

    /** Size of {@code struct shm_info}. */
    public static final int SHM_INFO_SIZE = 48;
    /** Offset of {@code used_ids}. */
    public static final int SHM_INFO_USED_IDS = 0;
    /** Offset of {@code shm_tot}. */
    public static final int SHM_INFO_SHM_TOT = 8;

    private SysvMemoryLayouts() {}
}
