/*
 * ring_scribbler NAME COUNT SEED: makes the ring an empty one and writes over it, again and again: over positions, words of the
 * header, lengths and types of records, or all bytes of a range. Says when it has done so COUNT times, goes on until a line comes,
 * and leaves an empty ring.
 */
#include "sluice_ring.h"
#include "seeded.h"
#include <poll.h>

static struct sluice_ring ring;
static uint64_t state;

static uint64_t up_to(uint64_t most) {
    return next_random(&state) % (most + 1);
}

static uint64_t any_value(void) {
    switch (up_to(5)) {
    case 0:
        return next_random(&state);
    case 1:
        return up_to(2 * ring.capacity) & -UINT64_C(8);
    case 2:
        return -up_to(ring.capacity);
    case 3:
        return (uint32_t) INT32_MIN;
    case 4:
        return (uint64_t) INT64_MAX & -UINT64_C(8);
    default:
        return UINT64_C(1) << up_to(63);
    }
}

/* Each word at once, as a program does that means another place. */
static void write_over(void) {
    uint64_t at;
    uint64_t size = SLUICE_RING_HEADER + ring.capacity + SLUICE_RING_TRAILER;
    switch (up_to(6)) {
    case 0:
        *(volatile uint64_t *) sluice_ring_tail(&ring) = any_value();
        break;
    case 1:
        *(volatile uint64_t *) sluice_ring_head(&ring) = any_value();
        break;
    case 2:
        *(volatile uint64_t *) sluice_ring_u64(&ring, up_to(32) * 8) = any_value();
        break;
    case 3:
        at = up_to(size - 1);
        memset(ring.memory + at, (int) up_to(255), up_to(size - 1 - at));
        break;
    default:
        *(volatile int32_t *) sluice_ring_length(&ring, up_to(ring.capacity / 4 - 1) * 4) = (int32_t) any_value();
    }
}

static void make_empty(const unsigned char *header) {
    memset(ring.memory + SLUICE_RING_HEADER, 0, ring.capacity + SLUICE_RING_TRAILER);
    memcpy(ring.memory, header, 256);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: ring_scribbler NAME COUNT SEED\n");
        return 2;
    }
    int result = sluice_ring_open(&ring, argv[1]);
    errno = -result;
    if (result != 0) {
        fail("sluice_ring_open");
    }
    unsigned char header[256];
    memcpy(header, ring.memory, sizeof header);
    state = strtoull(argv[3], NULL, 10);
    struct pollfd input = {.fd = 0, .events = POLLIN};
    for (long left = atol(argv[2]); left > 0 || poll(&input, 1, 0) == 0; left--) {
        if (left == 0) {
            printf("enough\n");
            fflush(stdout);
        }
        make_empty(header);
        int64_t pause = sluice_ring_now() + (int64_t) up_to(20000);
        for (uint64_t times = up_to(3); times > 0; times--) {
            write_over();
        }
        while (sluice_ring_now() < pause) {
        }
        write_over();
    }
    make_empty(header);
    return 0;
}
