// What Swift's view of glibc lacks: how soon freed memory goes back to the system.
#ifndef COMMONSPEND_MEMORY_H
#define COMMONSPEND_MEMORY_H

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif

/// Pieces of more than `bytes` go back to the system when they are freed, now and later; glibc would raise the limit with
/// every such piece. Elsewhere it does nothing.
static inline void commonspend_give_back_memory_above(int bytes) {
#if defined(M_MMAP_THRESHOLD) && defined(M_TRIM_THRESHOLD)
  mallopt(M_MMAP_THRESHOLD, bytes);
  mallopt(M_TRIM_THRESHOLD, bytes);
#endif
}

#endif
