/*
 * ring_killed_receiver NAME FILE PRODUCERS: waits for the signal to begin, then receives numbered messages until it is killed. Eight
 * bytes of the file for each producer say which message is next, and as many behind them how many were received. One that
 * comes again or is not whole ends the program.
 */
#include "sluice_ring.h"
#include "ring_numbered.h"
#include "seeded.h"
#include "killed.h"

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: ring_killed_receiver NAME FILE PRODUCERS\n");
        return 2;
    }
    struct sluice_ring ring;
    int result = sluice_ring_open(&ring, argv[1]);
    errno = -result;
    if (result != 0) {
        fail("sluice_ring_open");
    }
    int32_t producers = atoi(argv[3]);
    volatile int64_t *next = map_file(argv[2]);
    volatile int64_t *received = next + producers;
    size_t longest = sluice_ring_longest(&ring);
    unsigned char *message = malloc(longest);
    unsigned char *expected = malloc(longest + 8);
    await_go();
    while (sluice_ring_consume(&ring) == -EBUSY) { /* who reads /proc/PID/fdinfo holds the last one's lock for a moment */
        usleep(100);
    }
    for (;;) {
        int32_t producer = 0;
        int64_t number = 0;
        int64_t size = sluice_ring_receive(&ring, &producer, message, longest, -1);
        errno = size < 0 ? (int) -size : EBADMSG;
        if (size < HEAD_SIZE || producer < 1 || producer > producers) {
            fail("sluice_ring_receive");
        }
        memcpy(&number, message, sizeof number);
        size_t whole = make_numbered(producer, (uint64_t) number, longest, expected);
        if (whole != (size_t) size || memcmp(message, expected, whole) != 0) {
            fail("a torn message");
        }
        if (number < next[producer - 1]) {
            fprintf(stderr, "message %lld of producer %d, and %lld was next\n", (long long) number, (int) producer,
                    (long long) next[producer - 1]);
            return 1;
        }
        next[producer - 1] = number + 1;
        received[producer - 1]++;
    }
}
