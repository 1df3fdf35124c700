// SPDX-License-Identifier: MIT
#include "core/trace/IndexCode.h"

namespace heddle {

void encodeIndex(const std::vector<IndexedPart>& parts, ByteWriter& to) {
    std::uint64_t expectedAt = sizeof(FileHeader);
    for (const IndexedPart& part : parts) {
        to.number(part.offset - expectedAt);
        to.number(static_cast<std::uint64_t>(part.header.type));
        to.number(part.header.number);
        to.number(part.header.storedBytes);
        to.number(part.header.plainBytes);
        to.number(part.header.storedSum);
        to.number(part.header.first);
        to.number(part.header.count);
        to.number(part.header.steps);
        to.signedNumber(part.header.end);
        expectedAt = part.offset + sizeof(PartHeader) + part.header.storedBytes;
    }
}

std::optional<std::vector<IndexedPart>> decodeIndex(std::span<const std::byte> bytes, std::uint64_t limit) {
    ByteReader from(bytes);
    std::vector<IndexedPart> parts;
    std::uint64_t expectedAt = sizeof(FileHeader);
    bool isSmall = true;
    const auto small = [&] {
        const std::uint64_t number = from.number();
        isSmall = isSmall && number <= ~std::uint32_t{0};
        return static_cast<std::uint32_t>(number);
    };
    while (!from.atEnd()) {
        IndexedPart part;
        const std::uint64_t gap = from.number();
        part.offset = expectedAt + gap;
        part.header.type = static_cast<PartType>(small());
        part.header.number = small();
        part.header.storedBytes = small();
        part.header.plainBytes = small();
        part.header.storedSum = small();
        part.header.first = from.number();
        part.header.count = small();
        part.header.steps = small();
        part.header.end = from.signedNumber();
        const std::uint64_t bytesInFile = sizeof(PartHeader) + std::uint64_t{part.header.storedBytes};
        const bool isInside = gap <= limit && part.offset <= limit && bytesInFile <= limit - part.offset;
        if (!from.ok() || !isSmall || !isInside || part.header.plainBytes > plainBytesAtMost)
            return std::nullopt;
        expectedAt = part.offset + bytesInFile;
        parts.push_back(part);
    }
    return parts;
}

}  // namespace heddle
