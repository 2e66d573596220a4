/*
 * The other side of a word in shared memory.
 *
 *   word_peer NAME change TIMES   adds 1 to the word, and wakes up who waits, so many times
 *   word_peer NAME await VALUE    waits until the word has another value than this one, and prints it
 */
#include "sluice_word.h"
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: word_peer NAME change|await NUMBER\n");
        return 2;
    }
    int fd = shm_open(argv[1], O_RDWR, 0);
    if (fd < 0) {
        perror("shm_open");
        return 1;
    }
    uint32_t *word = mmap(NULL, sizeof *word, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (word == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    long number = strtol(argv[3], NULL, 10);
    if (strcmp(argv[2], "change") == 0) {
        for (long i = 0; i < number; i++) {
            __atomic_add_fetch(word, 1, __ATOMIC_SEQ_CST);
            sluice_word_wake(word, INT_MAX);
        }
    } else {
        uint32_t value;
        printf("waits\n");
        fflush(stdout);
        do {
            value = sluice_word_await_change(word, (uint32_t)number, -1);
        } while (value == (uint32_t)number);
        printf("%d\n", (int)value);
    }
    return 0;
}
