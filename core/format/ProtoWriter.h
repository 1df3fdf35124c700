// SPDX-License-Identifier: MIT
// Protocol Buffers as they are written (protobuf.dev/programming-guides/encoding), without their library.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace heddle {

// The fields of one message, in any order. Thread: one owner.
class ProtoWriter {
public:
    void number(std::uint32_t field, std::uint64_t value) {  // any integer type of the language but sint
        key(field, Wire::varint);
        varint(value);
    }
    void signedNumber(std::uint32_t field, std::int64_t value) {  // int32, int64
        number(field, static_cast<std::uint64_t>(value));
    }
    void fixed64(std::uint32_t field, std::uint64_t value);
    void bytes(std::uint32_t field, std::string_view value);  // also strings, which must be UTF-8
    void message(std::uint32_t field, const ProtoWriter& value) { bytes(field, value.m_bytes); }

    std::string_view written() const { return m_bytes; }
    void clear() { m_bytes.clear(); }

private:
    enum class Wire : std::uint8_t { varint = 0, fixed64 = 1, lengthDelimited = 2 };
    void key(std::uint32_t field, Wire wire) {
        varint(std::uint64_t{field} << 3 | static_cast<unsigned>(wire));
    }
    void varint(std::uint64_t value);

    std::string m_bytes;
};

}  // namespace heddle
