// SPDX-License-Identifier: MIT
// Finds the parts of a `.heddle` file, whatever became of it.
#pragma once

#include "core/trace/FilePart.h"
#include "core/trace/IndexCode.h"

#include <string>
#include <vector>

namespace heddle {

struct FoundPart {
    std::uint64_t offset = 0;
    PartHeader header;
    bool isWhole = true;  // its checksum was right; false: what its header tells is known, its content is not
};

struct FoundParts {
    std::vector<FoundPart> parts;      // in the order of the file, without the index
    bool isFinished = false;           // the file has its end
    std::vector<std::string> damages;  // a sentence each, of what is missing
    std::vector<std::string> mended;   // and of what was damaged, and nothing of it is missing
};

enum class SumCheck {
    quick,  // of a very large file, events are checked as they are read
    whole
};

// By the index where there is one, else by going from part to part, and past damage to the next mark. Checks
// the sum of every part. Thread: any.
FoundParts findParts(const FileBytes& file, SumCheck check = SumCheck::quick);

}  // namespace heddle
