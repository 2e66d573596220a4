/*
 * ring_killed_sender NAME FILE PRODUCER: waits for the signal to begin, then sends numbered messages, without a pause, until it is
 * killed. The first eight bytes of the file say how many it meant to send, and the second how many are in the ring. It ends by
 * itself when the third are not zero.
 */
#include "sluice_ring.h"
#include "ring_numbered.h"
#include "seeded.h"
#include "killed.h"

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: ring_killed_sender NAME FILE PRODUCER\n");
        return 2;
    }
    struct sluice_ring ring;
    int result = sluice_ring_open(&ring, argv[1]);
    errno = -result;
    if (result != 0) {
        fail("sluice_ring_open");
    }
    volatile int64_t *meant = map_file(argv[2]);
    volatile int64_t *sent = meant + 1;
    volatile int64_t *is_to_end = meant + 2;
    int32_t producer = atoi(argv[3]);
    unsigned char *message = malloc(sluice_ring_longest(&ring) + 8);
    await_go();
    for (int64_t number = 0; !*is_to_end; number++) {
        size_t size = make_numbered(producer, number, sluice_ring_longest(&ring), message);
        *meant = number + 1;
        do { /* in a full ring, a long message may find no room for long beside the short ones of others */
            result = sluice_ring_send(&ring, producer, message, size, 1000);
        } while (result == -ETIMEDOUT && !*is_to_end);
        if (result == -ETIMEDOUT) {
            break;
        }
        if (result != 0) {
            errno = -result;
            fail("sluice_ring_send");
        }
        *sent = number + 1;
    }
    sluice_ring_close(&ring);
    return 0;
}
