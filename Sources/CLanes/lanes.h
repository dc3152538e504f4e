// What Swift's vectors lack: one bit for each byte that equals another, the places of the bits in masks (SeparatorScanner
// asks for a stripe of a block at a time; newer processors have instructions for both), and a hint to load memory.
#ifndef COMMONSPEND_LANES_H
#define COMMONSPEND_LANES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Asks for the memory at an address, without waiting for it.
static inline void commonspend_prefetch(const void *_Nonnull address) { __builtin_prefetch(address); }

/// Positions are written in groups of so many: the room behind the last one.
#define COMMONSPEND_POSITION_GROUP 12

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"))) static inline void commonspend_masks_avx2(
  const uint8_t *_Nonnull bytes, size_t words, uint8_t byte, uint64_t *_Nonnull masks
) {
  const __m256i wanted = _mm256_set1_epi8((char)byte);
  for (size_t word = 0; word < words; word++) {
    const __m256i *lanes = (const __m256i *)(bytes + 64 * word);
    const uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_loadu_si256(lanes), wanted));
    const uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_loadu_si256(lanes + 1), wanted));
    masks[word] = (uint64_t)high << 32 | low;
  }
}

/// `group`, a constant where this is inlined: positions are written so many at a time, also those that are not there. How
/// many there are cannot be guessed; that a group is enough mostly can.
__attribute__((target("bmi,popcnt"), always_inline)) static inline size_t commonspend_positions_bmi(
  const uint64_t *_Nonnull masks, size_t words, uint32_t first, uint32_t *_Nonnull positions, const int group
) {
  uint32_t *end = positions;
  for (size_t word = 0; word < words; word++, first += 64) {
    uint64_t rest = masks[word];
    uint32_t *place = end;
    end += _mm_popcnt_u64(rest);
    do {
#pragma clang loop unroll(full)
      for (int index = 0; index < group; index++) {
        place[index] = first + (uint32_t)_tzcnt_u64(rest);
        rest = _blsr_u64(rest);
      }
      place += group;
    } while (rest != 0);
  }
  return (size_t)(end - positions);
}

__attribute__((target("bmi,popcnt"))) static size_t commonspend_many_positions_bmi(
  const uint64_t *_Nonnull masks, size_t words, uint32_t first, uint32_t *_Nonnull positions
) {
  return commonspend_positions_bmi(masks, words, first, positions, COMMONSPEND_POSITION_GROUP);
}

__attribute__((target("bmi,popcnt"))) static size_t commonspend_few_positions_bmi(
  const uint64_t *_Nonnull masks, size_t words, uint32_t first, uint32_t *_Nonnull positions
) {
  return commonspend_positions_bmi(masks, words, first, positions, 2);
}

static inline int commonspend_is_new_processor(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}
#endif

/// One bit for each of the 64 bytes at `bytes` that equals `byte`, the first byte's lowest.
static inline uint64_t commonspend_mask(const uint8_t *_Nonnull bytes, uint8_t byte) {
  uint64_t mask = 0;
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi8((char)byte);
  for (int lane = 0; lane < 4; lane++) {
    const __m128i lanes = _mm_loadu_si128((const __m128i *)(bytes + 16 * lane));
    mask |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(lanes, wanted)) << (16 * lane);
  }
#else
  for (int word = 0; word < 8; word++) {
    uint64_t lanes;
    memcpy(&lanes, bytes + 8 * word, 8);
    lanes ^= 0x0101010101010101u * byte;
    // The highest bit of each byte that is zero now, and of no other: nothing is carried from byte to byte.
    lanes = ~(((lanes & 0x7F7F7F7F7F7F7F7Fu) + 0x7F7F7F7F7F7F7F7Fu) | lanes | 0x7F7F7F7F7F7F7F7Fu);
    mask |= (((lanes >> 7) * 0x0102040810204080u) >> 56) << (8 * word);
  }
#endif
  return mask;
}

/// For each of `words` runs of 64 bytes from `bytes` on: one bit for each byte that equals `byte`.
static inline void commonspend_masks(
  const uint8_t *_Nonnull bytes, size_t words, uint8_t byte, uint64_t *_Nonnull masks
) {
#if defined(__x86_64__)
  if (commonspend_is_new_processor()) {
    commonspend_masks_avx2(bytes, words, byte, masks);
    return;
  }
#endif
  for (size_t word = 0; word < words; word++) masks[word] = commonspend_mask(bytes + 64 * word, byte);
}

static inline size_t commonspend_positions_by_bit(
  const uint64_t *_Nonnull masks, size_t words, uint32_t first, uint32_t *_Nonnull positions
) {
  size_t count = 0;
  for (size_t word = 0; word < words; word++, first += 64) {
    for (uint64_t rest = masks[word]; rest != 0; rest &= rest - 1) {
      positions[count++] = first + (uint32_t)__builtin_ctzll(rest);
    }
  }
  return count;
}

/// Writes the places of all bits of `words` masks in order, the lowest bit of the first mask being `first`; returns how
/// many there are. There must be room for a group more than that. For masks with about ten bits each.
static inline size_t commonspend_many_positions(
  const uint64_t *_Nonnull masks, size_t words, uint32_t first, uint32_t *_Nonnull positions
) {
#if defined(__x86_64__)
  if (commonspend_is_new_processor()) return commonspend_many_positions_bmi(masks, words, first, positions);
#endif
  return commonspend_positions_by_bit(masks, words, first, positions);
}

/// The same for masks with hardly more than a bit each.
static inline size_t commonspend_few_positions(
  const uint64_t *_Nonnull masks, size_t words, uint32_t first, uint32_t *_Nonnull positions
) {
#if defined(__x86_64__)
  if (commonspend_is_new_processor()) return commonspend_few_positions_bmi(masks, words, first, positions);
#endif
  return commonspend_positions_by_bit(masks, words, first, positions);
}

#endif
