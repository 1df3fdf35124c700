// SPDX-License-Identifier: MIT
// Feeds openTrace() any bytes. What opens must be readable to its end. The sums of parts are put right first,
// else nearly all inputs would end at the first of them; a tenth is left as it is.
#include "core/format/EventJson.h"
#include "core/format/InfoJson.h"
#include "core/trace/Checksum.h"
#include "core/trace/FileLayout.h"
#include "core/trace/TraceFile.h"

#include <cstring>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace heddle;

namespace {

void putSumsRight(std::string& bytes) {
    if (bytes.size() >= sizeof(FileHeader)) {
        const FileHeader header;
        std::memcpy(bytes.data(), &header, sizeof header);
    }
    for (std::size_t at = sizeof(FileHeader); at + sizeof(PartHeader) <= bytes.size();) {
        PartHeader header;
        std::memcpy(&header, bytes.data() + at, sizeof header);
        const std::size_t left = bytes.size() - at - sizeof header;
        header.mark = partMark;
        header.storedBytes = static_cast<std::uint32_t>(std::min<std::size_t>(header.storedBytes, left));
        const std::span stored(bytes.data() + at + sizeof header, header.storedBytes);
        header.storedSum = crc32c(std::as_bytes(stored));
        header.headerSum =
            crc32c(std::as_bytes(std::span(&header, 1)).first(offsetof(PartHeader, headerSum)));
        std::memcpy(bytes.data() + at, &header, sizeof header);
        at += sizeof header + header.storedBytes;
    }
}

void readAll(const std::shared_ptr<const Trace>& trace) {
    Describer describer(trace);
    constexpr std::size_t looked = 300;
    for (std::size_t i = 0; i < std::min(trace->size(), looked); ++i)
        eventJson(describer, i);
    infoJson(*trace);
    if (trace->steps() > 0)
        trace->indexOfStep(trace->steps());
    trace->firstAtOrAfter(trace->lastInstant());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const int fd = memfd_create("fuzzed.heddle", 0);
    static const std::string path = "/proc/self/fd/" + std::to_string(fd);
    std::string bytes(reinterpret_cast<const char*>(data), size);
    if (size > 0 && data[size - 1] % 10 != 0)
        putSumsRight(bytes);
    if (ftruncate(fd, 0) != 0 ||
        pwrite(fd, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        return 0;
    if (const auto trace = openTrace(path))
        readAll(*trace);
    return 0;
}
