/*
 * ring_user NAME ERRORS SEED: sends to a ring and receives from it, and opens it again and again. Says when there were so many
 * errors, and goes on until a line comes. Ends with an error where a call has a result that it does not have on any ring. Says how
 * many messages and how many errors there were.
 */
#include "sluice_ring.h"
#include "seeded.h"
#include <poll.h>

static long messages;
static long errors;

static void check(int64_t result, size_t most) {
    if (result > (int64_t) most) {
        fprintf(stderr, "a message of %lld bytes\n", (long long) result);
        exit(1);
    }
    errno = result < 0 ? (int) -result : 0;
    switch (errno) {
    case 0:
        messages++;
        break;
    case EBADMSG: /* what there is makes no sense */
    case EINVAL:  /* what there is is no ring, when it is opened */
    case EOPNOTSUPP:
        errors++;
        break;
    case EBUSY: /* who reads /proc/PID/fdinfo holds the file of a handle that was closed, and so its lock, for a moment */
    case EAGAIN:
    case ETIMEDOUT:
    case EMSGSIZE:
        break;
    default:
        fail("a call on the ring");
    }
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: ring_user NAME ERRORS SEED\n");
        return 2;
    }
    static unsigned char bytes[1 << 16];
    uint64_t state = strtoull(argv[3], NULL, 10);
    long enough = atol(argv[2]);
    struct pollfd input = {.fd = 0, .events = POLLIN};
    printf("ready\n");
    fflush(stdout);
    while (poll(&input, 1, 0) == 0) {
        struct sluice_ring ring;
        if (enough > 0 && errors >= enough) {
            printf("enough\n");
            fflush(stdout);
            enough = 0;
        }
        int result = sluice_ring_open(&ring, argv[1]);
        if (result != 0) {
            check(result, 0);
            continue;
        }
        ring.unblock_ns = 0;
        ring.spin_ns = 1000;
        ring.sleep_ns = 1000000;
        for (int i = 0; i < 100; i++) {
            int32_t type = 0;
            size_t longest = sluice_ring_longest(&ring);
            check(sluice_ring_try_send(&ring, 1, bytes, next_random(&state) % (longest + 1)), 0);
            check(sluice_ring_try_receive(&ring, &type, bytes, longest), longest);
            if (i % 50 == 0) {
                check(sluice_ring_send(&ring, 1, bytes, next_random(&state) % (longest + 1), 1), 0);
                check(sluice_ring_receive(&ring, &type, bytes, longest, 1), longest);
            }
        }
        sluice_ring_close(&ring);
    }
    printf("%ld messages and %ld errors\n", messages, errors);
    return 0;
}
