// SPDX-License-Identifier: MIT
// Numbers and strings as bytes of a file. Integers are variable-length (LEB128), signed ones zigzagged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// Thread: one owner.
class ByteWriter {
public:
    void number(std::uint64_t value) {
        while (value >= 0x80) {
            m_bytes.push_back(static_cast<std::byte>(value | 0x80));
            value >>= 7;
        }
        m_bytes.push_back(static_cast<std::byte>(value));
    }
    void signedNumber(std::int64_t value) {
        number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void byte(std::uint8_t value) { m_bytes.push_back(static_cast<std::byte>(value)); }
    void raw(std::span<const std::byte> bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }
    void raw(std::string_view text) { raw(std::as_bytes(std::span(text))); }
    void text(std::string_view text) {  // its length ahead of it
        number(text.size());
        raw(text);
    }
    void field(std::span<const std::byte> bytes) {
        number(bytes.size());
        raw(bytes);
    }

    std::span<const std::byte> bytes() const { return m_bytes; }
    std::size_t size() const { return m_bytes.size(); }
    void clear() { m_bytes.clear(); }
    void reserve(std::size_t bytes) { m_bytes.reserve(bytes); }

private:
    std::vector<std::byte> m_bytes;
};

// Reads what may be anything: beyond its end, or at what is no number, it gives zeros and is not ok() any
// more. Thread: one owner. The bytes outlive it.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::byte> bytes) : m_left(bytes) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !m_left.empty(); shift += 7) {
            const auto next = static_cast<std::uint64_t>(m_left.front());
            m_left = m_left.subspan(1);
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        return fail();
    }
    std::int64_t signedNumber() {
        const std::uint64_t value = number();
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }
    std::uint8_t byte() {
        const auto one = raw(1);
        return one.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(one.front());
    }
    std::span<const std::byte> raw(std::uint64_t count) {
        if (count > m_left.size()) {
            fail();
            return {};
        }
        const auto taken = m_left.first(static_cast<std::size_t>(count));
        m_left = m_left.subspan(taken.size());
        return taken;
    }
    std::span<const std::byte> field() { return raw(number()); }
    std::string text() {
        const auto taken = field();
        return {reinterpret_cast<const char*>(taken.data()), taken.size()};
    }

    bool ok() const { return m_isOk; }
    bool atEnd() const { return m_left.empty(); }

private:
    std::uint64_t fail() {
        m_isOk = false;
        m_left = {};
        return 0;
    }

    std::span<const std::byte> m_left;
    bool m_isOk = true;
};

}  // namespace heddle
