/* ring_counted NAME PRODUCER COUNT: sends so many numbered messages, as fast as there is room for them. */
#include "sluice_ring.h"
#include "ring_numbered.h"
#include "seeded.h"

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: ring_counted NAME PRODUCER COUNT\n");
        return 2;
    }
    struct sluice_ring ring;
    int result = sluice_ring_open(&ring, argv[1]);
    int32_t producer = atoi(argv[2]);
    uint64_t count = strtoull(argv[3], NULL, 10);
    size_t longest = result == 0 ? sluice_ring_longest(&ring) : 0;
    unsigned char *message = malloc(longest + 8);
    for (uint64_t number = 0; result == 0 && number < count; number++) {
        size_t size = make_numbered(producer, number, longest, message);
        result = sluice_ring_send(&ring, producer, message, size, 60000);
    }
    errno = -result;
    if (result != 0) {
        fail("ring_counted");
    }
    sluice_ring_close(&ring);
    return 0;
}
