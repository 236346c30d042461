#define _GNU_SOURCE
#include "csearch.h"

#include <string.h>

const void *csearch_memmem(const void *haystack, size_t haystackLength, const void *needle, size_t needleLength) {
    return memmem(haystack, haystackLength, needle, needleLength);
}
