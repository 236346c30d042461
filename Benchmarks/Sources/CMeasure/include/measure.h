/* What Swift cannot measure by itself: how often the process asks for memory. */
#ifndef MEASURE_H
#define MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Turns the counting of allocations on or off. It is off at the start, so that timed runs do not pay for it. */
void measure_count_allocations(bool on);

/* Allocations of all threads while counting was on. A reallocation counts as one. */
uint64_t measure_allocations(void);

/* memmem of the C library, which Swift's Glibc module does not show: whether a text stands in bytes, letter case kept. */
bool measure_contains(const void *bytes, size_t count, const void *text, size_t text_count);

#endif
