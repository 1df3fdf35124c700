// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstddef>
#include <iterator>
#include <utility>

namespace heddle {

// Through what answers for its places by value, as the algorithms want it. Thread: any.
template <typename Row, typename T>
class PlaceIterator {
public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using reference = T;
    struct pointer {
        T fact;
        const T* operator->() const { return &fact; }
    };

    PlaceIterator() = default;
    PlaceIterator(const Row* row, difference_type at) : m_row(row), m_at(at) {}

    T operator*() const { return (*m_row)[static_cast<std::size_t>(m_at)]; }
    pointer operator->() const { return {**this}; }
    T operator[](difference_type by) const { return *(*this + by); }
    PlaceIterator& operator+=(difference_type by) { return m_at += by, *this; }
    PlaceIterator& operator-=(difference_type by) { return m_at -= by, *this; }
    PlaceIterator& operator++() { return *this += 1; }
    PlaceIterator& operator--() { return *this -= 1; }
    PlaceIterator operator++(int) { return std::exchange(*this, *this + 1); }
    PlaceIterator operator--(int) { return std::exchange(*this, *this - 1); }
    friend PlaceIterator operator+(PlaceIterator from, difference_type by) { return from += by; }
    friend PlaceIterator operator-(PlaceIterator from, difference_type by) { return from -= by; }
    friend difference_type operator-(const PlaceIterator& a, const PlaceIterator& b) {
        return a.m_at - b.m_at;
    }
    friend bool operator==(const PlaceIterator& a, const PlaceIterator& b) { return a.m_at == b.m_at; }
    friend auto operator<=>(const PlaceIterator& a, const PlaceIterator& b) { return a.m_at <=> b.m_at; }

private:
    const Row* m_row = nullptr;
    difference_type m_at = 0;
};

}  // namespace heddle
