// memmem is a GNU extension that Swift's Glibc module does not show: this makes it visible.
#pragma once
#include <stddef.h>

const void *csearch_memmem(const void *haystack, size_t haystackLength, const void *needle, size_t needleLength);
