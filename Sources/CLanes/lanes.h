// The one instruction that Swift's vectors lack: one bit for each byte that equals another. SeparatorScanner asks it.
#ifndef COMMONSPEND_LANES_H
#define COMMONSPEND_LANES_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>

/// One bit for each of the 64 bytes at `bytes` that equals `byte`, the first byte's lowest.
static inline uint64_t commonspend_equal_bytes(const uint8_t *_Nonnull bytes, uint8_t byte) {
  const __m128i wanted = _mm_set1_epi8((char)byte);
  uint64_t mask = 0;
  for (int lane = 0; lane < 4; lane++) {
    const __m128i lanes = _mm_loadu_si128((const __m128i *)(bytes + 16 * lane));
    mask |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(lanes, wanted)) << (16 * lane);
  }
  return mask;
}

#else

/// One bit for each of the 64 bytes at `bytes` that equals `byte`, the first byte's lowest.
static inline uint64_t commonspend_equal_bytes(const uint8_t *_Nonnull bytes, uint8_t byte) {
  uint64_t mask = 0;
  for (int word = 0; word < 8; word++) {
    uint64_t lanes;
    memcpy(&lanes, bytes + 8 * word, 8);
    lanes ^= 0x0101010101010101u * byte;
    // The highest bit of each byte that is zero now, and of no other: nothing is carried from byte to byte.
    lanes = ~(((lanes & 0x7F7F7F7F7F7F7F7Fu) + 0x7F7F7F7F7F7F7F7Fu) | lanes | 0x7F7F7F7F7F7F7F7Fu);
    mask |= (((lanes >> 7) * 0x0102040810204080u) >> 56) << (8 * word);
  }
  return mask;
}

#endif
#endif
