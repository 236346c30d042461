// The part of <malloc.h> that Swift's module of the C library leaves out.

#ifndef CMEMORY_H
#define CMEMORY_H

#include <malloc.h>

#endif
