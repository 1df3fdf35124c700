// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Check.h"
#include "core/trace/PackedBlock.h"
#include "core/trace/PlaceIterator.h"

#include <array>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace heddle {

// A growing row of facts, for many millions of them. What will not change any more is kept packed, a block at
// a time, and comes out by value. T::fields() is a tuple of pointers to all its members: whole numbers, enums
// and ids. Thread: one owner.
template <typename T>
class PackedRow {
public:
    static constexpr std::size_t blockRows = 256;

    using Iterator = PlaceIterator<PackedRow, T>;

    void append(const T& fact) {  // and it stays what it is
        open(fact);
        settle(m_size - 1);
    }
    void open(const T& fact) {  // may change until it is settled
        if (m_size % blockRows == 0)
            m_blocks.emplace_back();
        m_blocks.back().loose.push_back(fact);
        ++m_blocks.back().unsettled;
        ++m_size;
    }
    T& opened(std::size_t index) {  // until it is settled, or another is opened
        Block& block = m_blocks[index / blockRows];
        HEDDLE_CHECK(!block.loose.empty());
        return block.loose[index % blockRows];
    }
    void settle(std::size_t index) {  // once
        Block& block = m_blocks[index / blockRows];
        if (--block.unsettled == 0 && block.loose.size() == blockRows)
            pack(block, places());
    }

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    std::size_t bytes() const {  // of memory
        std::size_t sum = m_blocks.capacity() * sizeof(Block);
        for (const Block& block : m_blocks)
            sum += block.loose.capacity() * sizeof(T) + block.packed.bytes();
        return sum;
    }
    T operator[](std::size_t index) const {
        const Block& block = m_blocks[index / blockRows];
        return block.loose.empty() ? unpacked(block.packed, index % blockRows, places())
                                   : block.loose[index % blockRows];
    }
    T front() const { return (*this)[0]; }
    T back() const { return (*this)[m_size - 1]; }
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, static_cast<std::ptrdiff_t>(m_size)}; }

private:
    struct Block {
        std::vector<T> loose;  // none, as soon as it is packed
        PackedBlock packed;
        std::size_t unsettled = 0;
    };
    static constexpr std::size_t columns() { return std::tuple_size_v<decltype(T::fields())>; }
    static constexpr auto places() { return std::make_index_sequence<columns()>(); }

    template <typename Field>
    static std::int64_t numberOf(const Field& field) {
        if constexpr (std::is_enum_v<Field> || std::is_integral_v<Field>)
            return static_cast<std::int64_t>(field);
        else
            return static_cast<std::int64_t>(field.number);
    }
    template <typename Field>
    static void set(Field& field, std::int64_t number) {
        if constexpr (std::is_enum_v<Field> || std::is_integral_v<Field>)
            field = static_cast<Field>(number);
        else
            field.number = static_cast<decltype(field.number)>(number);
    }
    template <std::size_t... I>
    static T unpacked(const PackedBlock& block, std::size_t row, std::index_sequence<I...>) {
        T fact;
        (set(fact.*std::get<I>(T::fields()), block.at(row, I)), ...);
        return fact;
    }
    template <std::size_t... I>
    static void pack(Block& block, std::index_sequence<I...>) {
        std::array<std::int64_t, blockRows * columns()> numbers;
        std::size_t at = 0;
        for (const T& fact : block.loose)
            ((numbers[at++] = numberOf(fact.*std::get<I>(T::fields()))), ...);
        block.packed = PackedBlock(numbers, columns());
        std::vector<T>().swap(block.loose);  // with its memory
    }

    std::vector<Block> m_blocks;
    std::size_t m_size = 0;
};

}  // namespace heddle
