/*
 * fifo_killed_writer PATH FILE WRITER SIZE: opens a FIFO, which waits for a reader, and writes the records of a writer, without
 * a pause, until it is killed. The first eight bytes of the file say how many it meant to write, the second how many the kernel
 * has taken, and the third how often the last reader had left: then it opens the FIFO again, and writes the same record.
 */
#include "records.h"
#include "killed.h"
#include <signal.h>

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: fifo_killed_writer PATH FILE WRITER SIZE\n");
        return 2;
    }
    volatile int64_t *meant = map_file(argv[2]);
    volatile int64_t *taken = meant + 1;
    volatile int64_t *refused = meant + 2;
    uint32_t writer = strtoul(argv[3], NULL, 10);
    size_t size = strtoul(argv[4], NULL, 10);
    unsigned char *record = malloc(size);
    signal(SIGPIPE, SIG_IGN);
    int pipe = open_pipe(argv[1], O_WRONLY);
    for (int64_t number = 0;;) {
        make_record(writer, number, size, record);
        *meant = number + 1;
        ssize_t written = write(pipe, record, size);
        if (written == (ssize_t) size) {
            *taken = ++number;
        } else if (written < 0 && errno == EPIPE) {
            ++*refused;
            int next = open_pipe(argv[1], O_WRONLY); // while this one is open, what is unread stays
            close(pipe);
            pipe = next;
        } else {
            fail("write");
        }
    }
}
