// SPDX-License-Identifier: MIT
// Numbers by chance that are the same for a seed with every compiler and library.
#pragma once

#include <cstddef>
#include <cstdint>

namespace heddle {

// splitmix64 (Steele, Lea and Flood 2014). Thread: one owner.
class SeededNumbers {
public:
    explicit SeededNumbers(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }

    // Each number below `bound`, which is not 0, with the same chance.
    std::size_t below(std::uint64_t bound) {
        const std::uint64_t uneven =
            (0 - bound) % bound;  // 2^64 modulo bound: as many would favour the low answers
        std::uint64_t number = next();
        while (number < uneven)
            number = next();
        return static_cast<std::size_t>(number % bound);
    }

private:
    std::uint64_t m_state;
};

}  // namespace heddle
