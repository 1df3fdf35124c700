// SPDX-License-Identifier: MIT
// Time with its unit in its type.
#pragma once

#include <compare>
#include <cstdint>

namespace heddle {

// A length of time in nanoseconds. Thread: any.
struct Span {
    std::int64_t ns = 0;

    static constexpr Span micros(std::int64_t n) { return {n * 1000}; }
    static constexpr Span millis(std::int64_t n) { return {n * 1000000}; }
    static constexpr Span seconds(std::int64_t n) { return {n * 1000000000}; }
    friend constexpr auto operator<=>(Span, Span) = default;
};

// A point in time: nanoseconds of CLOCK_MONOTONIC, or since the start of a run where the name says so.
// Thread: any.
struct Instant {
    std::int64_t ns = 0;

    friend constexpr auto operator<=>(Instant, Instant) = default;
    friend constexpr Span operator-(Instant a, Instant b) { return {a.ns - b.ns}; }
    friend constexpr Instant operator+(Instant a, Span s) { return {a.ns + s.ns}; }
    friend constexpr Instant operator-(Instant a, Span s) { return {a.ns - s.ns}; }
};

Instant monotonicNow();  // CLOCK_MONOTONIC

}  // namespace heddle
