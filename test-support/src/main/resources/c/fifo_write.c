/*
 * fifo_write PATH COUNT SIZE WRITER: opens a FIFO, which waits for a reader, and writes the records 0 to COUNT - 1 of a writer,
 * each in one write. Writes "opened", then "wrote N" behind each of few records, or behind the last of many. Ends with 32 where
 * the last reader has left.
 */
#include "records.h"
#include <signal.h>

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: fifo_write PATH COUNT SIZE WRITER\n");
        return 2;
    }
    long count = atol(argv[2]);
    size_t size = strtoul(argv[3], NULL, 10);
    uint32_t writer = strtoul(argv[4], NULL, 10);
    unsigned char *record = malloc(size);
    setvbuf(stderr, NULL, _IOLBF, 0);
    signal(SIGPIPE, SIG_IGN);
    int pipe = open_pipe(argv[1], O_WRONLY);
    fprintf(stderr, "opened\n");
    for (long number = 0; number < count; number++) {
        make_record(writer, number, size, record);
        ssize_t written = write(pipe, record, size);
        if (written < 0 && errno == EPIPE) {
            fprintf(stderr, "no reader behind %ld\n", number);
            return 32;
        }
        if (written != (ssize_t) size) {
            fail("write");
        }
        if (count <= 1000 || number == count - 1) {
            fprintf(stderr, "wrote %ld\n", number + 1);
        }
    }
    return 0;
}
