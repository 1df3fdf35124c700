// SPDX-License-Identifier: MIT
#include "tests/core/trace/FileBytes.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

namespace heddle {

std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeBytes(const std::filesystem::path& path, std::string_view bytes) {
    std::filesystem::remove(path);
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

namespace {

bool isSame(const Trace& one, std::size_t at, const Trace& other, std::size_t otherAt) {
    const Event left = one.event(at), right = other.event(otherAt);
    return std::memcmp(&left, &right, sizeof(Event)) == 0 && one.text(at) == other.text(otherAt);
}

}  // namespace

bool isBeginningOf(const Trace& shorter, const Trace& longer) {
    for (std::size_t i = 0; i < shorter.size(); ++i)
        if (i >= longer.size() || !isSame(shorter, i, longer, i))
            return false;
    return true;
}

bool isWithGapsPartOf(const Trace& shorter, const Trace& longer) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < shorter.size(); ++i, ++next)
        while (next >= longer.size() || !isSame(shorter, i, longer, next))
            if (++next >= longer.size())
                return false;
    return true;
}

bool anyContains(const std::vector<std::string>& sentences, const std::string& part) {
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const std::string& sentence) { return sentence.find(part) != std::string::npos; });
}

std::vector<PartPlace> partsOf(const std::string& bytes) {
    std::vector<PartPlace> parts;
    for (std::size_t at = sizeof(FileHeader); at + sizeof(PartHeader) <= bytes.size();) {
        PartHeader header;
        std::memcpy(&header, bytes.data() + at, sizeof header);
        parts.push_back({at, header});
        at += sizeof header + header.storedBytes;
    }
    return parts;
}

}  // namespace heddle
