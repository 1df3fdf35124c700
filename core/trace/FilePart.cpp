// SPDX-License-Identifier: MIT
#include "core/trace/FilePart.h"

#include "core/trace/Checksum.h"

#include <cstring>
#include <zstd.h>

namespace heddle {
namespace {

constexpr int compressionLevel = 1;
constexpr std::size_t summedBytes = offsetof(PartHeader, headerSum);

std::uint32_t sumOf(const PartHeader& header) {
    return crc32c(std::as_bytes(std::span(&header, 1)).first(summedBytes));
}

std::optional<std::vector<std::byte>> readStored(const FileBytes& file, std::uint64_t offset,
                                                 const PartHeader& header) {
    const std::uint64_t size = file.sizeBytes();
    if (offset > size || size - offset < sizeof(PartHeader) + std::uint64_t{header.storedBytes})
        return std::nullopt;  // asked first, so that a false length costs no memory
    std::vector<std::byte> stored(header.storedBytes);
    if (!file.read(offset + sizeof(PartHeader), stored) || crc32c(stored) != header.storedSum)
        return std::nullopt;
    return stored;
}

}  // namespace

struct PartPacker::Private {
    ZSTD_CCtx* context = ZSTD_createCCtx();
};

PartPacker::PartPacker() : m(std::make_unique<Private>()) {}

PartPacker::~PartPacker() {
    ZSTD_freeCCtx(m->context);
}

Result<PackedPart> PartPacker::pack(PartHeader header, std::span<const std::byte> plain) {
    if (plain.size() > plainBytesAtMost)
        return failure("a part of " + std::to_string(plain.size()) +
                       " bytes is larger than a trace file allows");
    PackedPart part{header, std::vector<std::byte>(ZSTD_compressBound(plain.size()))};
    const std::size_t stored = ZSTD_compressCCtx(m->context, part.stored.data(), part.stored.size(),
                                                 plain.data(), plain.size(), compressionLevel);
    if (ZSTD_isError(stored))
        return failure(std::string("compress a part: ") + ZSTD_getErrorName(stored));
    part.stored.resize(stored);
    part.header.storedBytes = static_cast<std::uint32_t>(stored);
    part.header.plainBytes = static_cast<std::uint32_t>(plain.size());
    part.header.storedSum = crc32c(part.stored);
    part.header.headerSum = sumOf(part.header);
    return part;
}

std::uint32_t sumOf(const FileHeader& header) {
    return crc32c(std::as_bytes(std::span(&header, 1)).first(offsetof(FileHeader, sum)));
}

FileHeader soundHead() {
    FileHeader header;
    header.sum = sumOf(header);
    return header;
}

std::optional<PartHeader> readHeader(const FileBytes& file, std::uint64_t offset) {
    PartHeader header;
    if (!file.read(offset, std::as_writable_bytes(std::span(&header, 1))))
        return std::nullopt;
    const bool isHeader = header.mark == partMark && header.headerSum == sumOf(header);
    const bool isBounded = header.plainBytes <= plainBytesAtMost &&
                           header.storedBytes <= ZSTD_COMPRESSBOUND(std::size_t{plainBytesAtMost});
    return isHeader && isBounded ? std::optional(header) : std::nullopt;
}

std::optional<std::vector<std::byte>> readPlain(const FileBytes& file, std::uint64_t offset,
                                                const PartHeader& header) {
    const auto stored = readStored(file, offset, header);
    if (!stored || ZSTD_getFrameContentSize(stored->data(), stored->size()) != header.plainBytes)
        return std::nullopt;
    std::vector<std::byte> plain(header.plainBytes);
    const std::size_t size = ZSTD_decompress(plain.data(), plain.size(), stored->data(), stored->size());
    if (ZSTD_isError(size) || size != plain.size())
        return std::nullopt;
    return plain;
}

bool isWhole(const FileBytes& file, std::uint64_t offset, const PartHeader& header) {
    return readStored(file, offset, header).has_value();
}

}  // namespace heddle
