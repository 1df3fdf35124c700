// SPDX-License-Identifier: MIT
#include "core/format/ProtoWriter.h"

namespace heddle {

void ProtoWriter::fixed64(std::uint32_t field, std::uint64_t value) {
    key(field, Wire::fixed64);
    for (int i = 0; i < 8; ++i, value >>= 8)
        m_bytes += static_cast<char>(value & 0xff);
}

void ProtoWriter::bytes(std::uint32_t field, std::string_view value) {
    key(field, Wire::lengthDelimited);
    varint(value.size());
    m_bytes += value;
}

void ProtoWriter::varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
        m_bytes += static_cast<char>((value & 0x7f) | 0x80);
    m_bytes += static_cast<char>(value);
}

}  // namespace heddle
