// SPDX-License-Identifier: MIT
// Values that worlds share until one of them changes its own.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

namespace heddle {

// A value shared by its copies; edit() makes one's own first, unless nobody else has it. Its own count,
// because shared_ptr's use_count() does not order the last other owner's reads before our writes. May hold
// nothing. Thread: any, with each copy used by one thread at a time.
template <class T>
class CopyOnWrite {
public:
    CopyOnWrite() = default;
    explicit CopyOnWrite(T value) : m_shared(new Shared{std::move(value)}) {}
    CopyOnWrite(const CopyOnWrite& other) : m_shared(other.m_shared) {
        if (m_shared != nullptr)
            m_shared->owners.fetch_add(1, std::memory_order_relaxed);
    }
    CopyOnWrite(CopyOnWrite&& other) noexcept : m_shared(std::exchange(other.m_shared, nullptr)) {}
    CopyOnWrite& operator=(CopyOnWrite other) noexcept {
        std::swap(m_shared, other.m_shared);
        return *this;
    }
    ~CopyOnWrite() {
        // Releases our reads to whoever then finds itself alone (edit), acquires theirs before destroying.
        if (m_shared != nullptr && m_shared->owners.fetch_sub(1, std::memory_order_acq_rel) == 1)
            delete m_shared;
    }

    const T* get() const { return m_shared == nullptr ? nullptr : &m_shared->value; }
    const T& operator*() const { return m_shared->value; }
    const T* operator->() const { return &m_shared->value; }

    // Must hold something. The answer is good until this is copied.
    T& edit() {
        if (m_shared->owners.load(std::memory_order_acquire) != 1)  // partner: the destructor
            *this = CopyOnWrite(T(m_shared->value));
        return m_shared->value;
    }

private:
    struct Shared {
        explicit Shared(T v) : value(std::move(v)) {}
        T value;
        std::atomic<std::uint32_t> owners{1};
    };
    Shared* m_shared = nullptr;
};

// A table by small numbers whose copies share all blocks that did not change. Thread: as CopyOnWrite.
template <class T>
class SharedTable {
public:
    static constexpr std::uint32_t limit =
        1u << 24;  // larger numbers are not kept: they came from a broken file

    const T* find(std::uint32_t number) const {
        const std::size_t block = number / blockSize;
        if (block >= m_blocks.size() || m_blocks[block].get() == nullptr)
            return nullptr;
        return (*m_blocks[block])[number % blockSize].get();
    }
    T* edit(std::uint32_t number) {  // nullptr: not there
        return find(number) == nullptr ? nullptr
                                       : &m_blocks[number / blockSize].edit()[number % blockSize].edit();
    }
    T& put(std::uint32_t number, T value) {  // number < limit
        const std::size_t block = number / blockSize;
        if (block >= m_blocks.size())
            m_blocks.resize(block + 1);
        if (m_blocks[block].get() == nullptr)
            m_blocks[block] = CopyOnWrite<Block>(Block(blockSize));
        CopyOnWrite<T>& place = m_blocks[block].edit()[number % blockSize];
        place = CopyOnWrite<T>(std::move(value));
        return place.edit();
    }
    void forEach(auto visit) const {  // in order of number
        for (const CopyOnWrite<Block>& block : m_blocks)
            if (block.get() != nullptr)
                for (const CopyOnWrite<T>& place : *block)
                    if (place.get() != nullptr)
                        visit(*place);
    }

private:
    static constexpr std::size_t blockSize = 64;
    using Block = std::vector<CopyOnWrite<T>>;
    std::vector<CopyOnWrite<Block>> m_blocks;
};

}  // namespace heddle
