/* Compiles with the header that the library brings along. */
#include "sluice_ring.h"
#include <stdio.h>

int main(void) {
    puts("compiled");
    return 0;
}
