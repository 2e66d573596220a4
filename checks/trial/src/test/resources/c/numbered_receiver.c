/*
 * numbered_receiver QUEUE FILE: waits for the signal to begin, then receives numbers and writes each, plus one, into the next
 * eight bytes of the file. Ends behind the number that says so; until then it is there to be killed.
 */
#include "seeded.h"
#include "killed.h"
#include "numbered.h"

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: numbered_receiver QUEUE FILE\n");
        return 2;
    }
    struct channel channel = open_channel(argv[1], O_RDONLY);
    volatile int64_t *received = map_file(argv[2]);
    await_go();
    for (int64_t number = receive_number(channel); number != END; number = receive_number(channel)) {
        *received++ = number + 1;
    }
    return 0;
}
